"""From changes of one file or of several to a fix; none that touches a line of a private key."""

from __future__ import annotations

import re
from bisect import bisect_left

from pemlint import forms
from pemlint.model import Edit, Fix, Span
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Final, Protocol

    from pemlint.model import Create, Source
    from pemlint.pem import Document, PemBlock

    class Text(Protocol):
        """A file, or a place in one."""

        @property
        def source(self) -> Source:
            """What was read."""
            ...

        @property
        def document(self) -> Document:
            """Its blocks."""
            ...


__all__ = ["STRAY", "Change", "Text", "block_lines", "fix", "is_public", "line_end", "rewritten"]

#: what the contents of a block may be that anybody may see
_PUBLIC_FORMS: Final = frozenset(
    {forms.CERTIFICATE, forms.REQUEST, forms.REVOCATION_LIST, forms.PUBLIC_KEY, forms.PKCS7}
)
#: the last word of the labels of what anybody may see; ``PUBLIC KEY`` besides
_PUBLIC_WORDS: Final = frozenset({"CERTIFICATE", "REQUEST", "CRL", "PKCS7", "CMS"})
_OID: Final = b"\x06"
_LONGEST_OID: Final = 16
#: bytes of a file from which the form of its lines is told
_SAMPLE: Final = 4096
#: bytes of a byte-order mark
_MARK: Final = 3
#: what could be a line of a key that has lost its boundaries
STRAY: Final = re.compile(rb"PRIVATE KEY|^[ \t]*[A-Za-z0-9+/]{40,}={0,2}[ \t]*\r?$", re.MULTILINE)


class Change(NamedTuple):
    """Other bytes for a span of a file."""

    span: Span
    text: bytes


class _Piece(NamedTuple):
    """A stretch of whole lines of a file; ``secret``: of a private key, or of what could be one."""

    span: Span
    secret: bool


def fix(
    title: str, *drafts: tuple[Text, Sequence[Change]], safe: bool, more: Sequence[Edit | Create] = ()
) -> Fix | None:
    """A fix of these changes, of which each file has some, and of ``more`` that belongs to them.

    None where a file may not be changed: it was not asked about, is no TLS file, or not UTF-8; or where a change
    would touch a line of a private key, or of what could be the rest of one.
    """
    edits: list[Edit | Create] = [*more]
    for file, changes in drafts:
        if not changes or not _may_change(file, changes):
            return None
        path, document = file.source.path, file.document
        edits += (Edit(path, one.span, one.text, document.location(path, one.span)) for one in changes)
    return Fix(title, tuple(edits), safe)


def _may_change(file: Text, changes: Sequence[Change]) -> bool:
    source, document = file.source, file.document
    # What is no text may be a key as it is.
    if not (source.target and source.tls) or document.encoding not in {"ascii", "utf-8"}:
        return False
    return not any(_reaches_a_key(file, change.span) for change in changes)


def _reaches_a_key(file: Text, span: Span) -> bool:
    """Whether a span has a part of a line of a private key, or of what could be one that lost its boundaries."""
    blocks = file.document.blocks
    at = max(bisect_left(blocks, span.start, key=lambda block: block.span.end) - 1, 0)
    edge = span.start
    for block in blocks[at:]:
        lines = block_lines(file, block, open_end=1)
        if lines.start >= span.end and lines.start > _MARK:
            break
        # a mark at the very start of a file stands on the first line
        start = 0 if lines.start == _MARK else lines.start
        if span.start < lines.end and (span.end > start or span.start > start) and not is_public(block):
            return True
        if STRAY.search(file.source.data, edge, max(lines.start, edge)):
            return True
        edge = max(edge, min(lines.end, span.end))
    return STRAY.search(file.source.data, edge, span.end) is not None


def is_public(block: PemBlock) -> bool:
    """Whether a block holds what anybody may see, by its label and by its contents; what cannot be read may not."""
    label, der = block.label, block.der
    if der is None:
        return False
    if label.endswith("PARAMETERS"):
        # The name of a curve; numbers under such a label could be those of a key.
        return der[:1] == _OID and len(der) == 2 + der[1] <= _LONGEST_OID
    return (label.split(" ")[-1] in _PUBLIC_WORDS or label.endswith("PUBLIC KEY")) and (
        forms.recognise(der).kind in _PUBLIC_FORMS
    )


def block_lines(file: Text, block: PemBlock, *, open_end: int = 0) -> Span:
    """The lines of a block, whole and with their ends; ``open_end`` is added where the last one has none."""
    data = file.source.data
    start = data.rfind(b"\n", 0, block.span.start) + 1
    if not start and data.startswith(b"\xef\xbb\xbf") and block.span.start >= _MARK:
        start = _MARK
    end = data.find(b"\n", block.span.end) + 1
    return Span(start, end or len(data) + open_end)


def line_end(file: Text) -> bytes:
    """How most lines of a file end, by those at its beginning."""
    data = file.source.data[:_SAMPLE]
    return b"\r\n" if data.count(b"\r\n") * 2 > data.count(b"\n") else b"\n"


def _pieces(file: Text) -> Iterator[_Piece]:
    at, size = 0, len(file.source.data)
    for block in file.document.blocks:
        if is_public(block):
            continue
        lines = block_lines(file, block)
        if lines.start > at:
            yield _Piece(Span(at, lines.start), secret=False)
        yield _Piece(Span(max(lines.start, at), lines.end), secret=True)
        at = lines.end
    if at < size:
        yield _Piece(Span(at, size), secret=False)


def rewritten(file: Text, how: Callable[[bytes], bytes]) -> list[Change]:
    """The changes that give each stretch of lines the text that ``how`` makes of it; none if that changes a key."""
    changes = []
    for piece in _pieces(file):
        text = file.source.data[piece.span.start : piece.span.end]
        new = how(text)
        if new != text:
            if piece.secret:
                return []
            changes.append(Change(piece.span, new))
    return changes
