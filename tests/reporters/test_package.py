"""What the package promises about its parts: which exist, what they import, and what that costs at the start."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import pemlint.reporters
from pemlint.reporters import FORMATS, render
from tests.reporters.samples import CLEAN, FULL, REPORTS

FOLDER = Path(pemlint.reporters.__file__).parent


def loaded_by(statement: str) -> set[str]:
    """Names of the modules that a statement loads in a fresh interpreter."""
    script = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    command = [sys.executable, "-c", script]
    return set(
        subprocess.run(command, capture_output=True, text=True, check=True, cwd=FOLDER.parents[1]).stdout.split()
    )


def test_the_formats_are_the_promised_ones() -> None:
    assert list(FORMATS) == [
        *("text", "concise", "json", "sarif"),
        *("github", "gitlab", "junit", "rdjson", "checkstyle", "markdown", "azure"),
    ]


def test_an_unknown_format_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        render(CLEAN, "yaml")


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("format_", FORMATS)
def test_equal_reports_give_equal_bytes(format_: str, name: str) -> None:
    assert render(REPORTS[name], format_) == render(REPORTS[name]._replace(), format_)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_reporters_import_of_pemlint_only_the_model_the_last_door_and_each_other(path: Path) -> None:
    tree = ast.walk(ast.parse(path.read_bytes()))
    imported = {
        name
        for node in tree
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
        if name.partition(".")[0] == "pemlint"
    }
    assert {
        name
        for name in imported - {f"pemlint.{each}" for each in ("baseline", "model", "quoting", "record", "shard")}
        if not name.startswith("pemlint.reporters")
    } == set()


@pytest.mark.parametrize("format_", FORMATS)
def test_only_the_module_of_the_format_asked_for_is_imported(format_: str) -> None:
    loaded = loaded_by(
        "from pemlint.model import Report, Summary; from pemlint.reporters import render; "
        f"render(Report('0', '', (), Summary()), {format_!r})"
    )
    others = {module for name, module in FORMATS.items() if name != format_} - (
        {FORMATS["json"]} if format_ in {"sarif", "gitlab", "rdjson"} else set()
    )
    assert FORMATS[format_] in loaded
    assert loaded & others == set()


def test_text_costs_next_to_nothing_at_the_start() -> None:
    heavy = {"dataclasses", "inspect", "json", "logging", "pathlib", "re", "rich", "textwrap", "unicodedata", "urllib"}
    assert loaded_by("import pemlint.reporters.text") & heavy - loaded_by("import enum, typing") == set()
    assert {name for name in loaded_by("import pemlint.reporters.text") if name.startswith("pemlint")} == {
        "pemlint",
        "pemlint.model",
        "pemlint.quoting",
        "pemlint.record",
        "pemlint.reporters",
        "pemlint.reporters.escape",
        "pemlint.reporters.layout",
        "pemlint.reporters.lines",
        "pemlint.reporters.text",
    }


def test_no_file_name_or_key_material_of_a_fix_is_written() -> None:
    for format_ in FORMATS:
        assert "new.pem" not in render(FULL, format_)
