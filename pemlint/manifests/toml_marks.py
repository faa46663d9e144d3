"""Where in a TOML file a key stands. The parser gives values without places; this finds the places by lines."""

from __future__ import annotations

import re

from pemlint.manifests.declaration import Mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Marks"]

_NOT_IN_NAMES = re.compile(r"[\s\"']")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_.-]+)\s*=""")


class Marks:
    """The places of tables and keys: ``("bundle", 0)`` for the first ``[bundle]`` or ``[[bundle]]``, and so on.

    A multi-line string that looks like TOML can mislead it: a place would then be wrong by some lines, no value would.
    """

    __slots__ = ("_keys", "_tables")

    def __init__(self, text: str, start: int = 0) -> None:
        """``start``: bytes of the file before the text, as of a byte-order mark."""
        self._tables: dict[tuple[str, int], Mark] = {}
        self._keys: dict[tuple[str, int, str], Mark] = {}
        seen: dict[str, int] = {}
        table, index = "", 0
        for number, at, line in _lines(text, start):
            header = _header(line)
            if header:
                table = header
                index = seen.get(table, -1) + 1
                seen[table] = index
                self._tables[table, index] = _mark(number, line, at)
                continue
            key = _KEY.match(line)
            if key:
                self._keys.setdefault((table, index, key[1].strip("\"'")), _mark(number, line, at))

    def table(self, name: str, index: int) -> Mark:
        """The header of the ``index``-th table of that name."""
        return self._tables.get((name, index), Mark())

    def key(self, table: str, index: int, key: str) -> Mark:
        """A key of that table; the table's header where the key has no line of its own."""
        return self._keys.get((table, index, key)) or self.table(table, index)


def _lines(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Each line with its number, and where it starts in the bytes of the file."""
    for number, line in enumerate(text.split("\n"), 1):
        yield number, start, line
        start += 1 + (len(line) if line.isascii() else len(line.encode("utf-8", "surrogatepass")))


def _header(line: str) -> str:
    """The name of the table whose header a line is, without blanks and quotes; empty for any other line."""
    # without a regular expression: for a line of blanks one that goes back takes cubic time
    text = line.lstrip()
    if not text.startswith("["):
        return ""
    name, bracket, _ = text[1:].removeprefix("[").partition("]")
    return "" if not bracket or "[" in name or "#" in name else _NOT_IN_NAMES.sub("", name)


def _mark(number: int, line: str, start: int) -> Mark:
    stripped = line.rstrip()
    return Mark(number, len(line) - len(line.lstrip()) + 1, max(len(stripped), 1) + 1, start)
