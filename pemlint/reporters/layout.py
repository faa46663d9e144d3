"""Columns of a terminal: how wide a text is, cutting it, wrapping it, and setting it as a table."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["clip", "columns", "width", "wrap"]

_GAP = "  "
_CUT = "..."


def width(text: str) -> int:
    """Columns that a text takes: two for East Asian wide characters, none for combining marks (UAX #11)."""
    return len(text) if text.isascii() else sum(map(_advance, text))


def clip(text: str, limit: int) -> str:
    """Cut a text that takes more than ``limit`` columns, and show that it was cut."""
    if width(text) <= limit:
        return text
    mark = _CUT[: max(limit, 0)]
    room = limit - len(mark)
    for at, each in enumerate(text):
        room -= _advance(each)
        if room < 0:
            return text[:at].rstrip() + mark
    return text


def wrap(text: str, limit: int) -> list[str]:
    """Break prose between words into lines of at most ``limit`` columns; a word that is longer stays whole."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer) > limit:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def columns(rows: Sequence[Sequence[str]], limit: int) -> Iterator[str]:
    """Set rows of cells as aligned columns, each line at most ``limit`` wide and without white space at its end.

    Narrow columns keep their width; what is too much is taken from the widest. A column of numbers is set to the right;
    the first row, the header, does not count for that.
    """
    count = max(map(len, rows), default=0)
    table = [[*row, *("" for _ in range(count - len(row)))] for row in rows]
    natural = [max(min(width(row[at]), limit) for row in table) for at in range(count)]
    room = limit - len(_GAP) * (count - 1)
    cap = next((cap for cap in range(limit, 0, -1) if sum(min(each, cap) for each in natural) <= room), 1)
    widths = [min(each, cap) for each in natural]
    numeric = [all(row[at].isdecimal() for row in table[1:]) for at in range(count)]
    for row in table:
        cells = (_set(cell, size, right=right) for cell, size, right in zip(row, widths, numeric, strict=True))
        yield clip(_GAP.join(cells).rstrip(), limit)


def _set(cell: str, size: int, *, right: bool) -> str:
    shown = clip(cell, size)
    space = " " * (size - width(shown))
    return space + shown if right else shown + space


def _advance(character: str) -> int:
    if character.isascii():
        return 1
    from unicodedata import category, east_asian_width

    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in ("W", "F") else 1
