"""Where the BEGIN and END boundaries of a text are, the damaged ones among them too."""

from __future__ import annotations

from heapq import merge

from pemlint.pem.decoding import ALPHABET
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BEGIN", "DASHES", "END", "MAX_LINE", "Boundary", "boundaries"]

BEGIN = b"-----BEGIN "
END = b"-----END "
DASHES = b"-----"

#: OpenSSL reads lines in pieces of so many bytes, line end included, and looks for boundaries in each
MAX_LINE = 254

_MAX_LABEL = MAX_LINE - len(BEGIN) - len(DASHES) - 1

#: what is left of five hyphens: some of them, with spaces, or the dashes that word processors make (U+2010 … U+2015)
_DASH_BYTES = b"- \t\xe2\x80\x90\x91\x92\x93\x94\x95"

_LABEL_BYTES = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 "

#: a line of at least so many base64 characters beside a damaged boundary makes it more than a decoration
_MIN_BODY_LINE = 16


class Boundary(NamedTuple):
    """A boundary and the line it stands on."""

    begin: bool
    label: bytes
    start: int
    stop: int
    #: where its line starts, or where the boundary before it on that line stops
    left: int
    #: where its line stops, line end excluded, or where the next boundary on that line starts
    right: int
    #: hyphens are missing: for strict readers there is no boundary here
    damaged: bool = False


def boundaries(text: bytes, start: int) -> Iterator[Boundary]:
    """All boundaries from an offset on, in their order, in linear time whatever the lines look like."""
    return merge(_exact(text, start), _damaged(text, start), key=_start)


def _start(boundary: Boundary) -> int:
    return boundary.start


def _exact(text: bytes, start: int) -> Iterator[Boundary]:
    find = text.find
    size = len(text)
    next_begin, next_end = find(BEGIN, start), find(END, start)
    line_start, line_end = start, -1
    left = at = start
    pending: Boundary | None = None
    while next_begin >= 0 or next_end >= 0:
        begin = next_end < 0 or 0 <= next_begin < next_end
        hit = next_begin if begin else next_end
        inner = hit + len(BEGIN if begin else END)
        # only the bytes since the boundary before are searched, so that one huge line costs no more than many
        line_start = max(line_start, text.rfind(b"\n", at, hit) + 1)
        close = find(DASHES, inner, inner + _MAX_LABEL + len(DASHES))
        label = text[inner:close]
        if close < 0 or b"\n" in label:
            at = inner
        else:
            if line_end < hit:
                line_end = find(b"\n", close)
                line_end = size if line_end < 0 else line_end
            at = close + len(DASHES)
            if pending:
                yield pending._replace(right=min(pending.right, hit))
            pending = Boundary(begin, label, hit, at, max(left, line_start), line_end)
            left = at
        if begin:
            next_begin = find(BEGIN, at)
            if 0 <= next_end < at:
                next_end = find(END, at)
        else:
            next_end = find(END, at)
            if 0 <= next_begin < at:
                next_begin = find(BEGIN, at)
    if pending:
        yield pending


def _damaged(text: bytes, start: int) -> Iterator[Boundary]:
    """Lines that are a boundary but for their hyphens and white space, next to a line of base64."""
    find = text.find
    next_begin, next_end = find(b"BEGIN ", start), find(b"END ", start)
    while next_begin >= 0 or next_end >= 0:
        begin = next_end < 0 or 0 <= next_begin < next_end
        hit = next_begin if begin else next_end
        close = text.find(DASHES, hit, hit + MAX_LINE) if text.startswith(DASHES, max(hit - len(DASHES), 0)) else -1
        whole = close >= 0 and text.find(b"\n", hit, close) < 0
        if hit > start and not whole and text[hit - 1] in _DASH_BYTES:
            found = _damaged_line(text, max(start, text.rfind(b"\n", max(start, hit - 32), hit) + 1), hit, begin=begin)
            if found:
                yield found
        if begin:
            next_begin = find(b"BEGIN ", hit + 1)
        else:
            next_end = find(b"END ", hit + 1)


def _damaged_line(text: bytes, line_start: int, hit: int, *, begin: bool) -> Boundary | None:
    """The damaged boundary with its BEGIN or END at ``hit``, if the rest of its line leaves no other reading."""
    line_end = text.find(b"\n", hit, hit + MAX_LINE)
    if line_end < 0:
        if len(text) - hit > MAX_LINE:
            return None
        line_end = len(text)
    before, after = text[line_start:hit], text[hit + (6 if begin else 4) : line_end].rstrip()
    label = after.rstrip(_DASH_BYTES)
    after = after[len(label) :]
    label = label.strip()
    if not before.strip() or not after or not label:
        return None
    if before.strip(_DASH_BYTES) or label.translate(None, _LABEL_BYTES):
        return None
    if not _beside_base64(text, line_start, line_end, begin=begin):
        return None
    start = line_start + len(before) - len(before.lstrip())
    stop = hit + len(text[hit:line_end].rstrip())
    return Boundary(begin, label, start, stop, line_start, line_end, damaged=True)


def _beside_base64(text: bytes, line_start: int, line_end: int, *, begin: bool) -> bool:
    """True if the line after a BEGIN, or before an END, looks like the body of a block."""
    if begin:
        end = text.find(b"\n", line_end + 1, line_end + 1 + MAX_LINE)
        line = text[line_end + 1 : end if end >= 0 else line_end + 1 + MAX_LINE].strip()
        return len(line) >= _MIN_BODY_LINE and not line.translate(None, ALPHABET + b"=")
    end = max(line_start - 1, 0)
    line = text[text.rfind(b"\n", max(end - MAX_LINE, 0), end) + 1 : end].strip()
    return bool(line) and not line.translate(None, ALPHABET + b"=")
