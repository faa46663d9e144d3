"""One run says what it found in several formats at once, each where it was asked for."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from pemlint.reporters import FORMATS
from tests import builder
from tests.e2e.support import NOW, Outcome, one_line

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.support import Workspace

REVERSED = builder.intermediate().pem + builder.server().pem


@pytest.fixture
def broken(workspace: Workspace) -> Workspace:
    workspace.write("certs/chain.pem", REVERSED)
    return workspace


def run(workspace: Workspace, *formats: str, more: tuple[str, ...] = ()) -> Outcome:
    asked = [word for each in formats for word in ("--output-format", each)]
    return workspace.run("check", "--now", NOW, *asked, *more)


def written(folder: Path) -> set[str]:
    return set(os.listdir(folder)) - {"certs"}


def test_one_run_writes_sarif_and_prints_text(broken: Workspace) -> None:
    alone = run(broken, "sarif"), run(broken, "text")
    both = run(broken, "sarif=out.sarif", "text")
    assert both == alone[1]
    assert (broken.path / "out.sarif").read_text() == alone[0].out


def test_every_format_at_once_is_the_same_as_alone(broken: Workspace) -> None:
    alone = {each: run(broken, each) for each in FORMATS}
    assert {outcome.status for outcome in alone.values()} == {1}, "no format changes the status"
    outcome = run(broken, *(f"{each}=reports.{each}" for each in FORMATS))
    assert (outcome.status, outcome.out, outcome.err) == (1, "", "")
    assert {each: (broken.path / f"reports.{each}").read_text() for each in FORMATS} == {
        each: outcome.out for each, outcome in alone.items()
    }


def test_the_output_file_is_that_of_the_format_without_one(broken: Workspace) -> None:
    outcome = run(broken, "json", "sarif=out.sarif", more=("--output-file", "out.json"))
    assert (outcome.status, outcome.out) == (1, "")
    assert json.loads((broken.path / "out.json").read_text())["version"] == "1"
    assert written(broken.path) == {"out.json", "out.sarif"}


def test_a_dash_is_standard_output(broken: Workspace) -> None:
    assert run(broken, "json=-") == run(broken, "json")


@pytest.mark.parametrize(
    ("formats", "more", "said"),
    [
        (["json", "text"], (), "json and text cannot both go to one place; name a file: text=FILE"),
        (["json", "text=-"], (), "json and text cannot both go to one place; name a file: text=FILE"),
        (["json=a", "sarif=./a"], (), "two formats for one file: ./a"),
        (["json=a", "sarif"], ("--output-file", "a"), "two formats for one file: a"),
        (["json=a"], ("--output-file", "b"), "argument --output-file: every format has a file of its own"),
        (["json="], (), "no file after 'json='"),
        (["xml=a"], (), "invalid choice: 'xml' (choose from text, concise, json"),
        (["json=certs/chain.pem"], (), "certs/chain.pem: is read, and a report would take its place"),
        ([], ("--output-file", "certs/chain.pem"), "certs/chain.pem: is read, and a report would take its place"),
        (["json=link"], (), "link: is read, and a report would take its place"),
        (["json=pemlint.toml"], (), "pemlint.toml: is read, and a report would take its place"),
        (["json=notes.txt"], ("notes.txt",), "notes.txt: is read, and a report would take its place"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    broken: Workspace, formats: list[str], more: tuple[str, ...], said: str
) -> None:
    (broken.path / "link").symlink_to("certs/chain.pem")
    broken.write("pemlint.toml", 'profile = "default"\n')
    broken.write("notes.txt", b"see below\n" + REVERSED)
    before = {path: path.read_bytes() for path in broken.path.rglob("*") if path.is_file()}
    outcome = run(broken, *formats, more=more)
    assert (outcome.status, outcome.out) == (2, "")
    assert said in one_line(outcome.err)
    assert {path: path.read_bytes() for path in broken.path.rglob("*") if path.is_file()} == before


def test_a_report_of_the_last_run_is_written_anew(broken: Workspace) -> None:
    first = run(broken, "sarif=out.sarif", "json=out.json", more=(".",))
    before = (broken.path / "out.sarif").read_bytes()
    assert run(broken, "sarif=out.sarif", "json=out.json", more=(".",)) == first
    assert (broken.path / "out.sarif").read_bytes() == before


def test_files_are_written_all_or_none_and_the_text_is_said_all_the_same(broken: Workspace) -> None:
    outcome = run(broken, "json=out.json", "sarif=no/out.sarif", "concise")
    assert outcome.status == 2
    assert "no/out.sarif: cannot be written" in one_line(outcome.err)
    assert " error chain-out-of-order " in outcome.out
    assert written(broken.path) == set()


def test_colour_is_for_the_terminal_alone(broken: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    outcome = run(broken, "text", "concise=out.txt")
    assert "\x1b[" in outcome.out
    assert "\x1b[" not in (broken.path / "out.txt").read_text()
