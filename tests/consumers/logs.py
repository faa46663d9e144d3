"""What reads a log: terminals, and the runners of continuous integration, which take some of what they read for orders.

Each function gives what its consumer would do besides showing text. The rules are those of ``ActionCommand.cs`` of
actions/runner and ``Command.cs`` of azure-pipelines-agent, and what TeamCity and GitLab document of their service
messages and sections.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeAlias, cast

import pyte

#: an order: whose, which, and the names that come with it
Order: TypeAlias = tuple[str, ...]

#: printable ASCII
HARMLESS = frozenset(map(chr, range(0x20, 0x7F)))
#: a line that follows
_NEXT = "next"
#: what every terminal does with plain lines
_PLAIN = frozenset({"draw", "linefeed", "carriage_return"})
_SGR = "select_graphic_rendition"
_GITHUB_NEW = re.compile(r"::(?P<name>[^ :]+)(?: (?P<properties>.*?))?::")
_GITHUB_OLD = re.compile(r"##\[(?P<name>[^ \]]*)(?: (?P<properties>[^\]]*))?\]")
_AZURE = re.compile(r"##vso\[(?P<name>[^ .\]]+\.[^ .\]]+)(?: (?P<properties>[^\]]*))?\]")
_TEAMCITY = re.compile(r"##teamcity\[(?P<name>\w+)")
_GITLAB = re.compile(r"section_(?P<name>start|end):\d+:[A-Za-z0-9_.-]+(?:\[.*?\])?\r\x1b\[0K")


class _Told:
    """Hands on what a stream tells a screen, and remembers it."""

    def __init__(self, screen: pyte.Screen) -> None:
        self._screen = screen
        self.events: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        handed = getattr(self._screen, name)
        if name not in pyte.Stream.events:
            return handed

        def told(*values: Any, **named: Any) -> Any:
            self.events.add(name)
            return handed(*values, **named)

        return told


def terminal(output: str, *, color: bool = False) -> list[Order]:
    """What a terminal (xterm, as pyte emulates it) does besides showing lines; and what it shows otherwise than it is.

    Colours are no order where they were asked for, as long as none is left on at the end of a line.
    """
    orders: list[Order] = []
    for line in output.split("\n"):
        # nothing can happen where there are only these: see the test of the judges
        if not set(line) <= HARMLESS:
            orders += emulated(line, color=color)
    return orders


@cache
def emulated(line: str, *, color: bool) -> list[Order]:
    """The same of one line: another one follows, on which it must have no effect."""
    # a character may take two columns
    screen = pyte.Screen(2 * len(line) + len(_NEXT), 3)
    told = _Told(screen)
    # a file has line feeds alone, and a terminal makes carriage returns of them
    pyte.Stream(cast("pyte.Screen", told)).feed(f"{line}\r\n{_NEXT}")
    allowed = _PLAIN | ({_SGR} if color else set())
    orders: list[Order] = [("terminal", each) for each in sorted(told.events - allowed)]
    if color and screen.cursor.attrs != pyte.Screen(1, 1).cursor.attrs:
        orders.append(("terminal", "a colour that goes on"))
    first, second, _ = screen.display
    if second.rstrip() != _NEXT or (not color and line.isascii() and first.rstrip() != line.rstrip()):
        orders.append(("terminal", "another text"))
    return orders


def _lines(output: str) -> list[str]:
    """Lines as .NET's StreamReader reads them."""
    return re.split(r"\r\n|\r|\n", output)


def _names(properties: str | None, between: str) -> tuple[str, ...]:
    return tuple(each.partition("=")[0].strip() for each in (properties or "").split(between) if "=" in each)


def github(output: str) -> list[Order]:
    """Workflow commands: the new ones at the start of a line, the old ones anywhere in it. Any name counts."""
    orders: list[Order] = []
    for line in _lines(output):
        if new := _GITHUB_NEW.match(line.lstrip()):
            orders.append(("github", new["name"], *_names(new["properties"], ",")))
        elif old := _GITHUB_OLD.search(line):
            orders.append(("github", old["name"], *_names(old["properties"], ";")))
    return orders


def azure(output: str) -> list[Order]:
    """Logging commands anywhere in a line, and formatting commands at its start."""
    orders: list[Order] = []
    for line in _lines(output):
        if found := _AZURE.search(line):
            orders.append(("azure", found["name"], *_names(found["properties"], ";")))
        elif line.startswith("##["):
            orders.append(("azure", "format"))
    return orders


def others(output: str) -> list[Order]:
    """Service messages of TeamCity, sections of GitLab."""
    orders: list[Order] = [("teamcity", found["name"]) for found in _TEAMCITY.finditer(output)]
    orders += [("gitlab", found["name"]) for found in _GITLAB.finditer(output)]
    return orders


def runners(output: str) -> list[Order]:
    """The orders that a log with this output gives to whatever runs it."""
    return [*github(output), *azure(output), *others(output)]
