"""Where the report goes, in which colours, and what arguments may be."""

from __future__ import annotations

import io
import stat
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests import builder
from tests.e2e.support import NOW, Workspace, program

if TYPE_CHECKING:
    from pathlib import Path

EXPIRED = builder.server(not_after=builder.NOW - timedelta(days=1)).pem
GOOD = builder.server().pem
SOON = builder.server(not_after=builder.NOW + timedelta(days=9)).pem


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


# -- where the report goes, and in which colours ----------------------------------------------------------------------


def test_output_file(workspace: Workspace) -> None:
    workspace.write("a.crt", EXPIRED)
    said = workspace.check("a.crt").out
    report = workspace.write("report.json", "an older report\n")
    report.chmod(0o640)
    outcome = workspace.check("a.crt", "--output-file", "report.json")
    assert (outcome.status, outcome.out, outcome.err) == (1, "", "")
    assert report.read_text() == said
    assert stat.S_IMODE(report.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("environment", "option", "terminal", "colored"),
    [
        ({}, "", False, False),
        ({}, "", True, True),
        ({"NO_COLOR": "1"}, "", True, False),
        ({"FORCE_COLOR": "1"}, "", False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "", True, False),
        ({"TERM": "dumb"}, "", True, False),
        ({"NO_COLOR": "1"}, "always", False, True),
        ({"FORCE_COLOR": "1"}, "never", True, False),
    ],
)
def test_colour(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    option: str,
    terminal: bool,
    colored: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    workspace.write("a.crt", EXPIRED)
    outcome = workspace.run("check", "--now", NOW, *(["--color", option] if option else []))
    assert ("\x1b[" in outcome.out) is colored


def test_text_names_the_place_and_counts_what_was_read(workspace: Workspace) -> None:
    workspace.write("a.crt", EXPIRED)
    lines = workspace.run("check", "--now", NOW).out.splitlines()
    assert lines[0] == "a.crt:1:1: error cert-expired 'CN=server.example.com' expired 1 day ago, on 2026-05-31"
    assert "1 error" in lines[-1]


# -- what is read -----------------------------------------------------------------------------------------------------


def test_standard_input(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, EXPIRED)
    assert workspace.found("-") == ["<stdin>:1: error cert-expired"]


def test_standard_input_with_a_name_has_that_names_context(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.write("certs/server.crt", GOOD)
    workspace.write("certs/server.key", builder.private_pem("server"))
    stdin(monkeypatch, builder.private_pem("other"))
    assert workspace.found("-", "--stdin-filename", "certs/server.key") == [
        "certs/server.key:1: warning key-does-not-match-certificate"
    ]


def test_standard_input_is_judged_as_its_name_says(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    indented = b"".join(b"  " + line for line in GOOD.splitlines(keepends=True))
    stdin(monkeypatch, indented)
    assert workspace.found("-", "--stdin-filename", "values.yaml") == []
    stdin(monkeypatch, indented)
    assert workspace.found("-", "--stdin-filename", "a.pem") == ["a.pem:1: error pem-malformed-block"]


def test_a_file_that_looks_like_an_option_is_a_file(workspace: Workspace) -> None:
    workspace.write("--config=x.pem", EXPIRED)
    workspace.write("-", b"")
    assert workspace.found("--", "--config=x.pem") == ["--config=x.pem:1: error cert-expired"]
    assert workspace.found("./--config=x.pem") == ["--config=x.pem:1: error cert-expired"]


def test_neither_order_nor_repetition_of_arguments_matters(workspace: Workspace) -> None:
    workspace.write("a/site.pem", builder.intermediate().pem + GOOD)
    workspace.write("b.crt", EXPIRED)
    workspace.write("c.txt", SOON)
    one = workspace.check("a", "b.crt", "c.txt")
    assert len(one.found) == 4
    assert workspace.check("c.txt", "b.crt", "a/site.pem", "./a", "a/../b.crt").out == one.out


def test_the_output_is_the_same_in_two_runs(workspace: Workspace) -> None:
    workspace.write("a/site.pem", builder.intermediate().pem + GOOD)
    workspace.write("b.crt", EXPIRED + SOON)
    for output_format in ("text", "concise", "json", "sarif"):
        arguments = ("check", "--now", NOW, "--output-format", output_format)
        inside = workspace.run(*arguments).out
        assert inside == workspace.run(*arguments).out
        assert inside == program(*arguments, cwd=workspace.path, PYTHONHASHSEED="7").out


def test_paths_are_relative_to_the_working_directory(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    workspace.write("pemlint.toml", "")
    workspace.write("certs/a.crt", EXPIRED)
    workspace.write("docs/readme.txt", "")
    monkeypatch.chdir(workspace.path / "docs")
    assert workspace.found("../certs") == ["../certs/a.crt:1: error cert-expired"]
    monkeypatch.chdir(tmp_path)
    assert workspace.found(str(workspace.path)) == ["project/certs/a.crt:1: error cert-expired"]
