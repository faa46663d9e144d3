"""docs/limits.md says what holds: each value is that of the code, each rule and each test is there."""

from __future__ import annotations

import re
from importlib import import_module
from typing import NamedTuple

import pytest

from pemlint import registry
from tests.project import ROOT

PAGE = ROOT / "docs" / "limits.md"
UNITS = {"MiB": 1 << 20, "KiB": 1 << 10, "bits": 1}
LINK = re.compile(r"\[[^\]]+\]\(([^)#]+)#?([^)]*)\)")
#: what an issue of safety has to have a limit for, in words of this page
ASKED = (
    *("size of a file", "blocks in a file", "keys of CAs with one name", "chain of a thousand", "RSA key", "extension"),
    *("inside one another", "TOML", "symbolic links", "pipes, sockets and devices", "holes of a terabyte"),
    *("folders one in another", "the system refuses", "changes meanwhile", "no UTF-8", "findings of one rule"),
)


class Limit(NamedTuple):
    """One row of the first table."""

    what: str
    value: str
    constant: str
    met: str
    test: str


def rows(columns: int) -> list[tuple[str, ...]]:
    """The rows of the table with so many columns."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("| ")]
    return [row for row in cells if len(row) == columns and row[-1] != "test"]


LIMITS = [Limit(*row) for row in rows(5)]


def test_everything_that_has_to_have_a_limit_is_named() -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert [words for words in ASKED if words not in page] == []
    assert len(LIMITS) > 20


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.what)
def test_the_value_is_that_of_the_code(limit: Limit) -> None:
    module, _, name = limit.constant.strip("`").rpartition(".")
    number, _, unit = limit.value.partition(" ")
    assert getattr(import_module(f"pemlint.{module}"), name) == int(number.replace(",", "")) * UNITS.get(unit, 1)


@pytest.mark.parametrize("row", [*LIMITS, *rows(3)], ids=lambda row: row[0])
def test_rules_and_tests_are_there(row: tuple[str, ...]) -> None:
    for path, _ in LINK.findall(row[-2]):
        assert (PAGE.parent / path).is_file()
        assert path.removeprefix("rules/").removesuffix(".md") in registry.infos()
    ((path, test),) = LINK.findall(row[-1])
    assert re.search(rf"^def {test}\(", (PAGE.parent / path).read_text(encoding="utf-8"), re.MULTILINE), test
