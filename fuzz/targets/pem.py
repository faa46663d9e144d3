"""Any text as a file of blocks, and as a file that has blocks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fuzz import seeds
from fuzz.mutation import text
from fuzz.targets import Target
from pemlint import pem
from pemlint.pem.flawless import flawless
from pemlint.pem.reader import read
from pemlint.pem.usual import usual

if TYPE_CHECKING:
    from pemlint.pem import Document

__all__ = ["TARGET", "spans_hold"]


def execute(data: bytes) -> None:
    """Parse it both ways; every fourth text twice."""
    for embedded in (False, True):
        document = pem.parse(data, embedded=embedded)
        spans_hold(document, len(data))
        if len(data) % 4 == 0:
            assert pem.parse(data, embedded=embedded)[:3] == document[:3]
        for block in document.blocks:
            location = document.location("a", block.span)
            assert 1 <= location.line <= location.end_line
            assert (location.line, location.column) < (location.end_line, location.end_column)
        if embedded:
            assert all(block.der is not None and block.readable for block in document.blocks)
            assert not document.defects
    short = flawless(data, 0)
    if short is not None:
        assert read(data, 0) == (short, [])
    shorter = usual(data)
    if shorter is not None:
        assert short == list(shorter)


def spans_hold(document: Document, size: int) -> None:
    """Blocks and defects lie in the file, in order, and no defect is told twice."""
    end = 0
    for ordinal, block in enumerate(document.blocks, 1):
        assert block.ordinal == ordinal
        assert end <= block.span.start < block.span.end <= size
        end = block.span.end
        kinds = [defect.kind for defect in block.defects]
        assert len(kinds) == len(set(kinds))
    for defect in (*document.defects, *(defect for block in document.blocks for defect in block.defects)):
        assert 0 <= defect.span.start <= defect.span.end <= size
        assert 0 < len(defect.detail) <= 100
    assert list(document.defects) == sorted(document.defects, key=lambda defect: (defect.span, defect.kind))


TARGET = Target(execute, text.mutate, seeds.texts, seeds.binaries, longest=1 << 14, seconds=2)
