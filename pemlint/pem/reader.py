"""Blocks out of boundaries, with reasons where one cannot be read."""

from __future__ import annotations

from pemlint.model import Span
from pemlint.pem.body import Body, judge
from pemlint.pem.boundaries import MAX_LINE, Boundary, boundaries
from pemlint.pem.decoding import ALPHABET, clean, decode, whole
from pemlint.pem.document import Defect, PemBlock
from pemlint.pem.flawless import long_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["MAX_DAMAGED", "read"]

#: of more damaged blocks than this only the readable ones among the rest are given
MAX_DAMAGED = 1000

_BLANKS = b" \t\r"
_COMMENTS = (b"#", b"//", b";", b"--", b"/*", b"*", b">")


def read(text: bytes, start: int) -> tuple[list[PemBlock], list[Defect]]:
    """The blocks of any text, and the END boundaries to which no block belongs."""
    reader = _Reader(text, start)
    reader.run(boundaries(text, start))
    return reader.blocks, reader.strays


class _Reader:
    """Takes boundaries in their order, one ahead, and makes blocks of them."""

    __slots__ = ("_damaged", "_edge", "_text", "blocks", "strays")

    def __init__(self, text: bytes, start: int) -> None:
        self._text = text
        #: end of the block before
        self._edge = start
        self._damaged = 0
        self.blocks: list[PemBlock] = []
        self.strays: list[Defect] = []

    def run(self, found: Iterator[Boundary]) -> None:
        current = next(found, None)
        previous: Boundary | None = None
        while current:
            following = next(found, None)
            if not current.begin:
                self._stray(current)
            elif not self._is_text(current, following, previous):
                if following and not following.begin:
                    after = next(found, None)
                    self._closed(current, following, self._glued(previous, current), self._glued(following, after))
                    previous, current = following, after
                    continue
                self._unterminated(current, following, self._glued(previous, current))
            previous, current = current, following

    def _is_text(self, begin: Boundary, end: Boundary | None, previous: Boundary | None) -> bool:
        """A BEGIN in the middle of a line is one only if a block follows; else it is prose or a comment."""
        before = self._text[begin.left : begin.start].strip(b" \t-\xef\xbb\xbf")
        if not before or self._glued(previous, begin):
            return False
        if end is None or end.begin or (before.startswith(_COMMENTS) and end.left < end.start):
            return True
        der = self._salvage(begin, end)
        return der is None or not whole(der)

    def _glued(self, before: Boundary | None, after: Boundary | None) -> Span | None:
        """Both boundaries, if nothing but blanks parts them on one line."""
        if not before or not after or before.begin or not after.begin or before.stop != after.left:
            return None
        return None if self._text[before.stop : after.start].strip(_BLANKS) else Span(before.start, after.stop)

    def _salvage(self, begin: Boundary, end: Boundary) -> bytes | None:
        """What lies between two boundaries, white space apart; else with escapes and quotes undone."""
        body = self._text[begin.stop : end.start]
        der = decode(body.translate(None, b" \t\r\n"))
        if der is None:
            from pemlint.pem.embedded import undo

            der = undo(body)
        return der

    def _add(self, label: bytes, span: Span, body: Body) -> None:
        fatal = _fatal(body.defects)
        self._damaged += fatal
        self._edge = span.end
        if not fatal or self._damaged <= MAX_DAMAGED:
            name = label.decode("ascii", "backslashreplace")
            self.blocks.append(PemBlock(name, len(self.blocks) + 1, span, body.headers, body.der, body.defects))

    def _closed(self, begin: Boundary, end: Boundary, glued: Span | None, glued_after: Span | None) -> None:
        span = Span(begin.start, end.stop)
        if begin.label.startswith(b"PGP "):
            self._add(begin.label, span, Body((), None, ()))
            return
        found: dict[str, Defect] = {}
        self._before(begin, glued, found)
        inline = self._after(begin, None, found, "BEGIN")
        if end.left > begin.start:  # lines apart
            self._before(end, None, found)
        self._after(end, glued_after, found, "END")
        if begin.damaged:
            _put(found, "end-without-begin", Span(begin.start, begin.stop), "hyphens of the BEGIN boundary are missing")
        if end.damaged:
            _put(found, "unterminated", Span(end.start, end.stop), "hyphens of the END boundary are missing")
        if begin.label != end.label:
            _put(found, "label-mismatch", Span(end.start, end.stop), "the label of END is not that of BEGIN")
        if self._damaged >= MAX_DAMAGED and (_fatal(found.values()) or self._hopeless(begin, end)):
            self._edge = span.end
            return
        body = self._body(begin, end)
        if inline:  # what is wrong with the lines follows from their being one
            body = Body((), body.der or self._salvage(begin, end), ())
        for defect in body.defects:
            if defect.kind not in found or (defect.fatal and not found[defect.kind].fatal):
                found[defect.kind] = defect
        self._add(begin.label, span, body._replace(defects=tuple(sorted(found.values(), key=_position))))

    def _hopeless(self, begin: Boundary, end: Boundary) -> bool:
        """No reader takes the body: it is no base64, and has no headers either."""
        body = self._text[begin.stop : end.start]
        return b":" not in body and decode(body.translate(None, b" \t\r\n")) is None

    def _body(self, begin: Boundary, end: Boundary) -> Body:
        text = self._text
        after = text[begin.stop : begin.stop + 2]
        if text[end.start - 1 : end.start] == b"\n" and (after[:1] == b"\n" or after == b"\r\n"):
            start = begin.stop + (1 if after[:1] == b"\n" else 2)
            der = clean(text[start : end.start])
            if der is not None:
                return Body((), der, long_line(text[start : end.start], start))
        return judge(text, begin.stop, end.start)

    def _before(self, boundary: Boundary, glued: Span | None, found: dict[str, Defect]) -> None:
        """Judge what stands before a boundary on its line."""
        if glued:
            _put(found, "glued-boundaries", glued, "a line end is missing between the two boundaries")
            return
        before = self._text[boundary.left : boundary.start]
        if not before:
            return
        span = Span(boundary.start, boundary.stop)
        if not before.strip(_BLANKS):
            _put(found, "indented", Span(boundary.left, boundary.start), "white space before the boundary")
        elif before.endswith(b"\xef\xbb\xbf"):
            _put(found, "boundary-text", span, "a byte-order mark before the boundary")
        elif not before.strip(b" \t-"):
            _put(found, "boundary-text", span, "more than five hyphens before the boundary")
        elif not boundary.damaged:
            _put(found, "boundary-text", span, f"text before the {'BEGIN' if boundary.begin else 'END'} boundary")

    def _after(self, boundary: Boundary, glued: Span | None, found: dict[str, Defect], name: str) -> bool:
        """Judge what stands after a boundary on its line; True if it is text."""
        if glued:
            _put(found, "glued-boundaries", glued, "a line end is missing between the two boundaries")
            return False
        after = self._text[boundary.stop : boundary.right].removesuffix(b"\r")
        if not after or boundary.damaged:
            return False
        if not after.strip(_BLANKS):
            fatal = boundary.right - boundary.left >= MAX_LINE
            detail = f"white space after the {name} boundary"
            span = Span(boundary.stop, boundary.stop + len(after))
            found.setdefault("trailing-whitespace", Defect("trailing-whitespace", span, detail, fatal))
            return False
        detail = f"text after the {name} boundary on its line"
        if not after.strip(b" \t-"):
            detail = f"more than five hyphens after the {name} boundary"
        elif after[:1] == b"\r":
            detail = "lines end with a carriage return alone"
        _put(found, "boundary-text", Span(boundary.start, boundary.stop), detail)
        return name == "BEGIN"

    def _unterminated(self, begin: Boundary, following: Boundary | None, glued: Span | None) -> None:
        stop = following.left if following else len(self._text)
        if begin.label.startswith(b"PGP "):
            self._add(begin.label, Span(begin.start, begin.stop), Body((), None, ()))
            return
        if self._damaged >= MAX_DAMAGED:
            return
        found: dict[str, Defect] = {}
        self._before(begin, glued, found)
        self._after(begin, None, found, "BEGIN")
        _put(found, "unterminated", Span(begin.start, begin.stop), "there is no END boundary for this block")
        end, der = begin.stop, None
        if begin.right < stop:
            end, pieces = _base64_lines(self._text, begin.right + 1, stop)
            end = end if pieces else begin.stop
            der = decode(b"".join(pieces))
        der = der if der is not None and whole(der) else None
        defects = tuple(sorted(found.values(), key=_position))
        self._add(begin.label, Span(begin.start, end), Body((), der, defects))

    def _stray(self, end: Boundary) -> None:
        """An END without BEGIN ends a block if the base64 before it is whole; text in a line is no boundary at all."""
        text = self._text
        if end.damaged or text[end.left : end.start].strip(_BLANKS):
            return
        if len(self.strays) + self._damaged >= MAX_DAMAGED:
            return
        stray = Defect(
            "end-without-begin", Span(end.start, end.stop), "there is no BEGIN boundary for this END", fatal=True
        )
        at, pieces = end.left, []
        while at > self._edge:
            line_start = max(self._edge, text.rfind(b"\n", self._edge, at - 1) + 1)
            piece = text[line_start:at].strip(b" \t\r\n")
            if not piece or piece.translate(None, ALPHABET + b"="):
                break
            pieces.append(piece)
            at = line_start
        der = decode(b"".join(reversed(pieces)))
        if der is None or not whole(der):
            self.strays.append(stray)
            self._edge = end.stop
            return
        found = {"end-without-begin": stray}
        self._after(end, None, found, "END")
        self._add(end.label, Span(at, end.stop), Body((), der, tuple(sorted(found.values(), key=_position))))


def _base64_lines(text: bytes, start: int, stop: int) -> tuple[int, list[bytes]]:
    """The lines from an offset on that are base64, and where the last of them ends."""
    pieces: list[bytes] = []
    end = start
    while start < stop:
        line_end = text.find(b"\n", start, stop)
        line_end = stop if line_end < 0 else line_end
        piece = text[start:line_end].strip(_BLANKS)
        if not piece or piece.translate(None, ALPHABET + b"="):
            break
        pieces.append(piece)
        end = start + len(text[start:line_end].rstrip(_BLANKS))
        start = line_end + 1
    return end, pieces


def _fatal(defects: Iterable[Defect]) -> bool:
    return any(defect.fatal for defect in defects)


def _put(found: dict[str, Defect], kind: str, span: Span, detail: str) -> None:
    found.setdefault(kind, Defect(kind, span, detail, fatal=True))


def _position(defect: Defect) -> tuple[Span, str]:
    return defect.span, defect.kind
