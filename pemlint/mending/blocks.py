"""Fixes that move, delete or add whole blocks, each with the text that stands above it."""

from __future__ import annotations

from itertools import pairwise

from pemlint.mending.drafts import Change, block_lines, fix, line_end
from pemlint.mending.layout import encoded
from pemlint.model import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

    from pemlint.chains import ChainAnalysis
    from pemlint.file import File
    from pemlint.material import Certificate
    from pemlint.mending.drafts import Text
    from pemlint.model import Fix
    from pemlint.pem import PemBlock

__all__ = ["added", "behind", "in_order", "in_place", "without", "without_block"]

#: certificates of a bundle that are put in order or moved: a thousand bundles may name one file
MOST_OF_BUNDLE: Final = 50


def in_order(chain: ChainAnalysis) -> Fix | None:
    """The blocks of a chain in their order; None where one would have to move to another file."""
    if chain.bundle is not None and len(chain.found) > MOST_OF_BUNDLE:
        return None
    rank = {certificate.der: at for at, certificate in enumerate(chain.expected)}
    first: dict[bytes, Certificate] = {}
    for certificate in chain.found:
        if certificate.der in rank:
            first.setdefault(certificate.der, certificate)
    standing: dict[str, list[Certificate]] = {}
    for certificate in first.values():
        standing.setdefault(certificate.place.source.path, []).append(certificate)
    wanted = {path: sorted(some, key=lambda one: rank[one.der]) for path, some in standing.items()}
    whole = [rank[one.der] for some in wanted.values() for one in some]
    if whole != sorted(whole):
        return None
    drafts = []
    for path, some in standing.items():
        changes = _exchanged(some, wanted[path])
        if changes is None:
            return None
        if changes:
            drafts.append((some[0].place, changes))
    return fix("put the blocks in order", *drafts, safe=True)


def without(certificate: Certificate, title: str) -> Fix | None:
    """Delete the block of a certificate, with the text that stands right above it."""
    place = certificate.place
    if place.block is None:
        return None
    lines = block_lines(place, place.block)
    span = Span(_text_above(place, lines.start, _with_text(place, place.block).start), lines.end)
    return fix(title, (place, [Change(span, b"")]), safe=False)


def without_block(file: Text, block: PemBlock) -> Fix | None:
    """Delete one block; the text around it may be about its neighbours and stays."""
    return fix(f"delete block {block.ordinal}", (file, [Change(block_lines(file, block), b"")]), safe=False)


def added(chain: ChainAnalysis, below: Certificate, above: Sequence[Certificate], title: str) -> Fix | None:
    """Add certificates above another one of a chain: behind it, or in front of the chain file if it is the leaf."""
    bundle = chain.bundle
    tail = bundle.chain.certificates if bundle is not None and bundle.chain is not None else ()
    if below.der == chain.leaf.der and tail and tail[0].place.source is not below.place.source:
        return fix(title, (tail[0].place, [in_place(above, before=tail[0])]), safe=False)
    return fix(title, (below.place, [in_place(above, after=below)]), safe=False)


def behind(path: Sequence[Certificate], missing: Sequence[Certificate], file: File) -> Fix | None:
    """Put into a file what it lacks of a path, each behind what it signed; a root may be missing besides."""
    there = {certificate.der: certificate for certificate in reversed(file.certificates)}
    runs: dict[bytes, list[Certificate]] = {}
    below = path[0]
    for der, certificate in {each.der: each for each in (*path, *missing)}.items():
        if der in there:
            below = there[der]
        else:
            runs.setdefault(below.der, []).append(certificate)
    changes = [in_place(some, after=there[der]) for der, some in runs.items()]
    return fix("add what is missing", (file, sorted(changes)), safe=False)


def in_place(
    certificates: Sequence[Certificate], *, before: Certificate | None = None, after: Certificate | None = None
) -> Change:
    """Put certificates before another one of a file, or behind one."""
    place = (before or after or certificates[0]).place
    end = line_end(place)
    text = b"".join(encoded("CERTIFICATE", certificate.der, end) for certificate in certificates)
    block = place.block
    if block is None:
        return Change(Span(0, 0), b"")
    if before is not None:
        at = _with_text(place, block).start
        return Change(Span(at, at), text)
    at = block_lines(place, block).end
    return Change(Span(at, at), text if place.source.data[at - 1 : at] == b"\n" else end + text)


def _exchanged(here: Sequence[Certificate], wanted: Sequence[Certificate]) -> list[Change] | None:
    """The changes that put other certificates of one file where these stand; None where they cannot be told apart."""
    units = {}
    for certificate in here:
        block = certificate.place.block
        if block is None:
            return None
        units[certificate.der] = _with_text(certificate.place, block)
    if any(one.end > two.start for one, two in pairwise(units.values())):
        return None
    data, end = here[0].place.source.data, line_end(here[0].place)
    texts = {der: data[span.start : span.end] for der, span in units.items()}
    return [
        Change(units[one.der], text if text.endswith(b"\n") else text + end)
        for one, two in zip(here, wanted, strict=True)
        if (text := texts[two.der]) and one is not two
    ]


def _with_text(file: Text, block: PemBlock) -> Span:
    """A block with the text above it, up to the block before; of the first block what no blank line parts from it."""
    lines = block_lines(file, block)
    data, blocks = file.source.data, file.document.blocks
    if block.ordinal > 1:
        above = block_lines(file, blocks[block.ordinal - 2]).end
        return Span(min(above, lines.start), lines.end)
    mark = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    return Span(_text_above(file, lines.start, mark), lines.end)


def _text_above(file: Text, start: int, edge: int) -> int:
    """Where the text begins that no blank line parts from a line; not before ``edge``."""
    data = file.source.data
    while start > edge:
        line = max(data.rfind(b"\n", edge, start - 1) + 1, edge)
        if not data[line:start].strip():
            break
        start = line
    return start
