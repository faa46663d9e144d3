"""What reads a format: each reader gives what it has understood, with every text replaced by a mark.

Two reports that differ in their texts alone have to be understood alike: nothing that somebody writes into a name may
add a result, a cell, a link or a property, or take one away. A reader fails on what its consumer would refuse.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from sarif_pydantic import Sarif  # type: ignore[import-untyped]

from pemlint.views.csv_ import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

#: `path:line:column: severity rule message`, as problem matchers and editors read it
_HEADLINE = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|note) (?P<rest>.*)")
_GUTTER = ("  |", "  = ")
_CLOSING = re.compile(r"Found .* in \d+ files?: .*\.|\d+ fixable with --(?:unsafe-)?fix(?:es)?\.")
#: links as the SARIF viewer of Visual Studio Code finds them, without regard for backslashes
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]+)\)")
#: what a spreadsheet takes for the beginning of a formula, full-width forms and what comes before them in a cell too
_FORMULA = re.compile(r"[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"-?\d+")


def lines(output: str) -> list[str]:
    """A report for people: what kind of line each is, wrapped lines as one."""
    kinds: list[str] = []
    for line in output.split("\n"):
        if line.startswith(_GUTTER):
            kind = "below"
        elif headline := _HEADLINE.fullmatch(line):
            kind = f"finding {headline['line']}:{headline['column']} {headline['severity']}"
        elif _CLOSING.fullmatch(line):
            kind = "closing"
        else:
            assert not line, f"a line that is nothing of ours: {line!r}"
            kind = ""
        if not kinds or kind != kinds[-1] or kind.startswith("finding"):
            kinds.append(kind)
    return kinds


def drawing(output: str) -> None:
    """A tree or a table: whatever it shows, it is lines of printable characters; there is nothing to parse."""
    assert all(line.isprintable() for line in output.split("\n"))


def _refuse(constant: str) -> None:
    raise AssertionError(constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({name for name, _ in pairs}) == len(pairs), "a key stands twice"
    return dict(pairs)


def parsed(output: str) -> Any:
    """JSON as the strictest parsers read it: no key twice, no NaN, text that can be written as UTF-8."""
    assert output.isascii()
    parsed = json.loads(output, object_pairs_hook=_once, parse_constant=_refuse)
    assert json.dumps(parsed, ensure_ascii=False).encode("utf-8")
    return parsed


def _shape(value: Any) -> Any:
    """A value of JSON with every text replaced by a mark."""
    if isinstance(value, dict):
        return {name: _shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_shape(each) for each in value]
    return "text" if isinstance(value, str) and value else value


def marked(properties: Mapping[str, str], *, keep: Collection[str]) -> dict[str, str]:
    """Properties with every text replaced by a mark, some kept as they are."""
    return {name: value if name in keep or not value else "text" for name, value in properties.items()}


def json_(output: str) -> Any:
    """An object for programs."""
    return _shape(parsed(output))


def sarif(output: str) -> Any:
    """A log for code scanning: the model of the standard, its links, its placeholders and its addresses."""
    log = Sarif.model_validate_json(output)
    (run,) = log.runs
    for result in run.results or ():
        text = result.message.text or ""
        assert text.isprintable()
        assert result.message.markdown is None
        # without arguments nothing is put in the place of {0} (3.11.5)
        assert not result.message.arguments
        related = [location.id for location in result.related_locations or ()]
        assert [target for _, target in _LINK.findall(text)] == [str(id_) for id_ in related]
        for location in result.related_locations or ():
            assert not _LINK.search(location.message.text)
    for uri in _uris(parsed(output)["runs"]):
        parts = urlsplit(uri)
        assert (parts.scheme, parts.netloc) in {("", ""), ("file", "")}, uri
        assert (parts.query, parts.fragment) == ("", ""), uri
        assert parts.scheme or not parts.path.startswith("/"), uri
        assert re.fullmatch(r"[A-Za-z0-9/%._~()'!*,;=&$+-]*", parts.path), uri
        assert unquote(parts.path, errors="strict")
    # an absolute path is relative to nothing
    return json_(re.sub(r',\s*"uriBaseId": "%SRCROOT%"', "", output))


def _uris(value: Any) -> Iterator[str]:
    """Every address of a file."""
    pending: list[Any] = [value]
    for each in pending:
        if isinstance(each, dict):
            if "uri" in each:
                yield each["uri"]
            pending.extend(each.values())
        elif isinstance(each, list):
            pending.extend(each)


def spreadsheet(output: str) -> Any:
    """CSV as RFC 4180 has it; and as a spreadsheet opens it, whose list separator may be a semicolon or a tab."""
    rows = list(csv.reader(io.StringIO(output, newline=""), strict=True))
    assert [len(row) for row in rows] == [len(COLUMNS)] * len(rows)
    for delimiter in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(output, newline=""), delimiter=delimiter):
            assert not list(_formulas(row)), row
    return [[bool(cell) for cell in row] for row in rows]


def _formulas(cells: Iterable[str]) -> Iterator[str]:
    return (cell for cell in cells if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell))
