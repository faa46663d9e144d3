"""What the views promise: harmless whatever things are called, readable without colour, and no wider than the paper."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from itertools import product
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint.looking.records import Drawing, Inventory, Survey
from pemlint.views import CHAIN_FORMATS, LIST_FORMATS, PLATFORM_FORMATS, Paper, show
from pemlint.views.csv_ import COLUMNS
from tests.looking.samples import DRAWING, EMPTY, INVENTORY, SURVEY
from tests.project import ROOT
from tests.reporters.samples import HOSTILE, infected

Records: TypeAlias = Drawing | Inventory | Survey
SGR = re.compile(r"\x1b\[[0-9;]*m")
VIEWS: list[tuple[str, Records]] = [
    *((module, DRAWING) for module in CHAIN_FORMATS.values()),
    *((module, INVENTORY) for module in LIST_FORMATS.values()),
    *((module, SURVEY) for module in PLATFORM_FORMATS.values()),
]
IDS = [f"{module.rpartition('.')[2]}-{type(records).__name__.lower()}" for module, records in VIEWS]
FOR_PEOPLE = [(module, records) for module, records in VIEWS if module.endswith(("tree", "table", "standings"))]


def assert_harmless(output: str) -> None:
    assert output.endswith("\n")
    for line in output.split("\n"):
        assert line.isprintable(), ascii(line)
        assert "##" not in line
        assert not line.lstrip().startswith("::")
    assert output.encode("utf-8")


@pytest.mark.parametrize(("module", "records"), VIEWS, ids=IDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field(module: str, records: Records, text: str) -> None:
    for width, boxes in product((60, 100), (True, False)):
        assert_harmless(show(infected(records, text), module, Paper(width=width, boxes=boxes)))


@pytest.mark.parametrize(("module", "records"), FOR_PEOPLE)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_under_colour_leaves_only_our_own_escapes(module: str, records: Records, text: str) -> None:
    assert_harmless(SGR.sub("", show(infected(records, text), module, Paper(color=True))))


@pytest.mark.parametrize(("module", "records"), VIEWS, ids=IDS)
@settings(derandomize=True, deadline=None, max_examples=60)
@given(text=st.text(st.characters(), max_size=40), width=st.integers(60, 120))
def test_any_text_in_every_field(module: str, records: Records, text: str, width: int) -> None:
    assert_harmless(show(infected(records, text), module, Paper(width=width)))


@pytest.mark.parametrize("spaces", range(12))
@pytest.mark.parametrize(("module", "records"), FOR_PEOPLE)
def test_a_command_that_wrapping_puts_at_the_start_of_a_line(module: str, records: Records, spaces: int) -> None:
    text = f"{'x' * (20 + spaces)} ::error file=a::{'y' * 30} ::add-mask::{'z' * 50}::warning::"
    assert_harmless(show(infected(records, text), module, Paper(width=60)))


@pytest.mark.parametrize(("module", "records"), FOR_PEOPLE)
def test_markup_of_rich_is_text(module: str, records: Records) -> None:
    shown = show(infected(records, "[bold red]a[/] :smile:"), module, Paper())
    assert "[bold red]a[/] :smile:" in shown


@pytest.mark.parametrize(("module", "records"), FOR_PEOPLE)
@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_no_line_is_wider_than_the_paper(module: str, records: Records, width: int) -> None:
    for line in show(records, module, Paper(width=width)).split("\n"):
        assert len(line) <= width
        assert line == line.rstrip()


@pytest.mark.parametrize(("module", "records"), FOR_PEOPLE)
def test_colour_adds_nothing_but_colour(module: str, records: Records) -> None:
    colored = show(records, module, Paper(color=True))
    assert "\x1b[" in colored
    assert SGR.sub("", colored) == show(records, module, Paper())


@pytest.mark.parametrize(("module", "records"), FOR_PEOPLE)
def test_lines_are_drawn_in_ascii_where_the_encoding_has_no_others(module: str, records: Records) -> None:
    def drawn(*, boxes: bool) -> set[str]:
        return set(show(records, module, Paper(boxes=boxes))) - set(str(records))

    assert {each for each in drawn(boxes=False) if not each.isascii()} == set()
    assert {each for each in drawn(boxes=True) if not each.isascii()} <= set("─│└├")
    assert drawn(boxes=True) - drawn(boxes=False)


@pytest.mark.parametrize(("module", "records"), VIEWS, ids=IDS)
def test_the_environment_does_not_matter(module: str, records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    before = show(records, module, Paper())
    for name, value in (("COLUMNS", "40"), ("FORCE_COLOR", "1"), ("TERM", "dumb"), ("TTY_COMPATIBLE", "1")):
        monkeypatch.setenv(name, value)
    assert show(records, module, Paper()) == before


@pytest.mark.parametrize("records", EMPTY)
def test_nothing_to_show_is_said(records: Records) -> None:
    formats = {Drawing: CHAIN_FORMATS, Inventory: LIST_FORMATS, Survey: PLATFORM_FORMATS}
    for module in formats[type(records)].values():
        assert show(records, module, Paper()).count("\n") >= 1


def test_json_has_a_version_and_the_time_first() -> None:
    for records in (DRAWING, INVENTORY, SURVEY):
        shown = json.loads(show(records, "pemlint.views.json_", Paper()))
        assert list(shown)[:2] == ["version", "now"]
        assert (shown["version"], shown["now"]) == ("1", records.now)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "::error::"])
def test_no_cell_is_a_formula(start: str) -> None:
    shown = show(infected(INVENTORY, start), "pemlint.views.csv_", Paper())
    header, *rows = csv.reader(shown.splitlines())
    assert tuple(header) == COLUMNS
    for row in rows:
        for cell in row:
            number = cell.removeprefix("-").isdecimal()
            assert number or not cell.lstrip().startswith(("=", "+", "-", "@", "::")), cell


def test_csv_keeps_numbers() -> None:
    rows = list(csv.DictReader(show(INVENTORY, "pemlint.views.csv_", Paper()).splitlines()))
    assert [row["days_left"] for row in rows[:3]] == ["-1", "92", ""]
    assert [row["kind"] for row in rows] == [
        *["certificate"] * 3,
        *["private key"] * 3,
        "certificate request",
        "revocation list",
    ]


@pytest.mark.parametrize("module", ["json_", "csv_"])
def test_rich_is_imported_for_people_alone(module: str) -> None:
    script = f"import sys, pemlint.views.{module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "rich" not in done.stdout.split()
