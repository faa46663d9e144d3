"""Fixes of how PEM is laid out: every block keeps its contents, and text stays outside of the blocks."""

from __future__ import annotations

import re
from binascii import b2a_base64
from itertools import chain

from pemlint.mending.drafts import Change, block_lines, fix, line_end, rewritten
from pemlint.model import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from pemlint.mending.drafts import Text
    from pemlint.model import Fix
    from pemlint.pem import PemBlock

__all__ = ["block_again", "break_line", "encoded", "not_allowed", "without_mark"]

#: what can be put right without a doubt about the contents; of ``boundary-text`` only hyphens and marks
_MENDABLE: Final = frozenset(
    {"indented", "blank-line-inside", "comment-inside", "text-inside", "trailing-whitespace", "long-line"}
)
_STRAY_MARKS: Final = ("more than five hyphens", "a byte-order mark")
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/= \t\r]")
_BOUNDARIES: Final = re.compile(rb"(-----END [^\r\n]*?-----)([ \t]*)(?=-----BEGIN )")
_WIDTH: Final = 64


def without_mark(file: Text, span: Span) -> Fix | None:
    """Take away the byte-order mark, and others right behind it."""
    mark, end = file.source.data[span.start : span.end], span.end
    while file.source.data.startswith(mark, end):
        end += len(mark)
    return fix("remove the byte-order mark", (file, [Change(Span(span.start, end), b"")]), safe=True)


def break_line(file: Text, span: Span) -> Fix | None:
    """Break the line between the two boundaries that ``span`` covers."""
    found = _BOUNDARIES.match(file.source.data, span.start)
    if found is None:
        return None
    change = Change(Span(found.end(1), found.end(2)), line_end(file))
    return fix("break the line between the two blocks", (file, [change]), safe=True)


def block_again(file: Text, block: PemBlock) -> Fix | None:
    """Write a block as RFC 7468 has it, with what does not belong into it on the lines above."""
    change = _again(file, block)
    return fix("lay the block out as strict readers take it", (file, [change]), safe=True) if change else None


def not_allowed(file: Text, word: str) -> Fix | None:
    """Do away with a layout that the platform does not take; see the rule ``pem-layout-not-allowed``."""
    if word == "crlf":
        return fix("end the lines with LF", (file, rewritten(file, _with_lf)), safe=True)
    if word == "final-newline":
        size = len(file.source.data)
        return fix("end the last line", (file, [Change(Span(size, size), line_end(file))]), safe=True)
    if word == "text":
        return fix("delete the text outside of the blocks", (file, _texts(file)), safe=False)
    kind = {"trailing-space": "trailing-whitespace", "line-length": "long-line"}[word]
    title = "remove the white space" if word == "trailing-space" else "wrap the lines at 64 characters"
    blocks = [block for block in file.document.blocks if any(defect.kind == kind for defect in block.defects)]
    changes = [_again(file, block) for block in blocks]
    return fix(title, (file, list(filter(None, changes))), safe=True) if all(changes) else None


def encoded(label: str, der: bytes, end: bytes = b"\n") -> bytes:
    """A block with its line ends, in the strict form of RFC 7468 section 3."""
    text = b2a_base64(der, newline=False)
    lines = (text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH))
    name = label.encode("ascii")
    return b"".join(line + end for line in (b"-----BEGIN %b-----" % name, *lines, b"-----END %b-----" % name))


def _with_lf(text: bytes) -> bytes:
    return re.sub(rb"\r[ \t\r]*\n|\r", b"\n", text) if b"\r" in text else text


def _texts(file: Text) -> list[Change]:
    """The deletion of each stretch of lines outside of the blocks that holds anything."""
    data = file.source.data
    at = 0
    changes = []
    spans = [block_lines(file, block) for block in file.document.blocks]
    for lines in chain(spans, (Span(len(data), len(data)),)):
        if data[at : lines.start].strip():
            changes.append(Change(Span(at, lines.start), b""))
        at = max(at, lines.end)
    return changes


def _again(file: Text, block: PemBlock) -> Change | None:
    """The block anew; None where what it holds, or what belongs to it, is not certain."""
    if block.der is None or not all(map(_mendable, block.defects)):
        return None
    lines = block_lines(file, block)
    body = file.source.data[lines.start : lines.end].splitlines()
    begin, end = b"-----BEGIN " + block.label.encode(), b"-----END " + block.label.encode()
    if len(body) < 3 or begin not in body[0] or end not in body[-1]:
        return None
    texts: list[bytes] = []
    base64: list[bytes] = []
    for line in body[1:-1]:
        (texts if _NOT_BASE64.search(line) else base64).append(line.strip())
    if b"".join(base64).translate(None, b" \t\r=") != b2a_base64(block.der, newline=False).rstrip(b"="):
        return None
    newline = line_end(file)
    new = b"".join(text + newline for text in texts) + encoded(block.label, block.der, newline)
    return Change(lines, new)


def _mendable(defect: object) -> bool:
    kind, detail = getattr(defect, "kind", ""), getattr(defect, "detail", "")
    return kind in _MENDABLE or (kind == "boundary-text" and detail.startswith(_STRAY_MARKS))
