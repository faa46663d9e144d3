"""Byte offsets to lines and columns, in time that does not grow with the number of lines asked for."""

from __future__ import annotations

from bisect import bisect_right

from pemlint.record import NamedTuple

__all__ = ["LineIndex"]

#: bytes between two marks: a look-up never reads much more than this
_STEP = 4096


class _Mark(NamedTuple):
    offset: int
    #: line ends before the offset
    lines: int
    #: code points between the last line start and the offset
    column: int


class LineIndex:
    """Where each byte of a text lies, as people count it.

    Lines end at LF alone, as for OpenSSL and for the usual code viewers. The index is a mark every few kilobytes, made
    at the first look-up, so that neither a million short lines nor one line of many megabytes costs much.

    ``scale`` and ``shift`` say where a byte of ``text`` lies in the file: at ``shift + scale * offset``. They differ
    from 1 and 0 for the single-byte image of a UTF-16 file.
    """

    __slots__ = ("_ascii", "_marks", "_scale", "_shift", "_text")

    def __init__(self, text: bytes, scale: int = 1, shift: int = 0) -> None:
        self._text = text
        self._scale = scale
        self._shift = shift
        #: made at the first look-up
        self._marks: list[_Mark] | None = None

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1, the column in code points) of a byte offset of the file.

        An offset outside of the file counts as its nearest end.
        """
        text = self._text
        at = min(max(offset - self._shift, 0) // self._scale, len(text))
        marks = self._marks or self._build()
        mark = marks[bisect_right(marks, at, key=_offset) - 1]
        line_start = text.rfind(b"\n", mark.offset, at) + 1
        if not line_start:
            return mark.lines + 1, mark.column + self._width(mark.offset, at) + 1
        return mark.lines + text.count(b"\n", mark.offset, at) + 1, self._width(line_start, at) + 1

    def starts(self) -> tuple[int, ...]:
        """The offset in the file at which each line starts: as long as the file has lines."""
        found = [self._shift]
        at = self._text.find(b"\n")
        while at >= 0:
            found.append(self._shift + self._scale * (at + 1))
            at = self._text.find(b"\n", at + 1)
        return tuple(found)

    def _build(self) -> list[_Mark]:
        text = self._text
        self._ascii = text.isascii()
        marks = [_Mark(0, 0, 0)]
        for end in range(_STEP, len(text), _STEP):
            offset = self._sequence_start(end)
            last = marks[-1]
            line_start = text.rfind(b"\n", last.offset, offset) + 1
            if line_start:
                lines = last.lines + text.count(b"\n", last.offset, offset)
                marks.append(_Mark(offset, lines, self._width(line_start, offset)))
            else:
                marks.append(_Mark(offset, last.lines, last.column + self._width(last.offset, offset)))
        self._marks = marks
        return marks

    def _sequence_start(self, offset: int) -> int:
        """The nearest offset, at most three bytes before, that does not cut a UTF-8 sequence."""
        for start in range(offset, offset - 4, -1):
            if self._text[start] & 0xC0 != 0x80:
                return start
        return offset  # a fourth continuation byte belongs to no sequence

    def _width(self, start: int, stop: int) -> int:
        """Code points between two offsets; a byte that is not UTF-8 counts as one."""
        if self._ascii:
            return stop - start
        return len(self._text[start:stop].decode("utf-8", "surrogateescape"))


def _offset(mark: _Mark) -> int:
    return mark.offset
