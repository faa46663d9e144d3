"""The hash of a line by which GitHub code scanning keeps an alert while its file changes around it.

It covers the 100 UTF-16 code units from the start of the line on, white space aside. A consumer computes the same value
from its checkout (``primaryLocationLineHash`` of SARIF results), so that it has to be equal to the last digit.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, chain, islice, repeat
from sys import byteorder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["key_lines", "line_hashes"]

_WINDOW = 100
_BASE = 37
_MASK = (1 << 64) - 1
#: what a code unit has grown to by the time it leaves the window
_LEAVING = pow(_BASE, _WINDOW, 1 << 64)
_LINE_FEED = 0x0A
_END_OF_FILE = 0xFFFF
_NATIVE_UTF_16 = "utf-16-le" if byteorder == "little" else "utf-16-be"


def line_hashes(data: bytes, lines: Iterable[int]) -> dict[int, str]:
    """Give ``primaryLocationLineHash`` for some lines of a file, in time linear in its size.

    ``lines`` counts from 1; LF, CRLF and CR end a line. A line that the file does not have is left out. The part after
    the colon numbers the lines of equal hash from the top of the file, so that all lines above have to be hashed too.
    """
    wanted = frozenset(lines)
    if not wanted:
        return {}
    last = max(wanted)
    units = _code_units(data)
    entering = chain(units, (_END_OF_FILE,), repeat(0, _WINDOW))
    rolling = 0
    for unit in islice(entering, _WINDOW):
        rolling = (rolling * _BASE + unit) & _MASK

    hashes: dict[int, str] = {}
    seen: dict[int, int] = {}
    line = 0
    starts = True
    for leaving, unit in zip(chain(units, (_END_OF_FILE,)), entering, strict=False):
        if starts:
            line += 1
            seen[rolling] = seen.get(rolling, 0) + 1
            if line in wanted:
                hashes[line] = f"{rolling:x}:{seen[rolling]}"
            if line >= last:
                break
        starts = leaving == _LINE_FEED
        rolling = (rolling * _BASE + unit - leaving * _LEAVING) & _MASK
    return hashes


def key_lines(data: bytes, lines: Iterable[int]) -> set[int]:
    """Those of some lines whose hash would cover bytes of a private key, and so tell 64 bits of it."""
    wanted = frozenset(lines) if b"PRIVATE KEY-----" in data else frozenset()
    if not wanted:
        return set()
    text = _text(data)
    begins, ends = _keys(text)
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    begins.append(len(text) + _WINDOW)
    return {
        line
        for line in wanted
        if 0 < line < len(starts) and begins[bisect_right(ends, starts[line - 1])] < starts[line - 1] + _WINDOW
    }


def _keys(text: str) -> tuple[list[int], list[int]]:
    """Where the bodies of private keys begin and where they end; one of the two boundaries is enough."""
    import re

    begins: list[int] = []
    ends: list[int] = []
    edge, inside = 0, False
    for boundary in re.finditer(r"-----(BEGIN|END)([A-Z0-9]*)-----", text):
        key = boundary[2].endswith("PRIVATEKEY")
        if inside or (key and boundary[1] == "END"):
            begins.append(edge)
            ends.append(boundary.start())
        edge, inside = boundary.end(), key and boundary[1] == "BEGIN"
    if inside:
        begins.append(edge)
        ends.append(len(text))
    return begins, ends


def _text(data: bytes) -> str:
    """The text with line ends made LF and spaces and tabs taken out."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace(" ", "").replace("\t", "")


def _code_units(data: bytes) -> memoryview:
    """UTF-16 code units of that text."""
    return memoryview(_text(data).encode(_NATIVE_UTF_16)).cast("H")
