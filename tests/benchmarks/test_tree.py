"""The tree that is measured is what it is said to be, and pemlint and the bare script see the same in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks import bare
from benchmarks.bench import NOW
from benchmarks.trees.keys import EC
from benchmarks.trees.repository import repository
from benchmarks.trees.scratch import File, written
from pemlint.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("own", "links"), [(False, 30 + 6 + 6), (True, 54)])
def test_pemlint_and_the_bare_script_see_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, own: bool, links: int
) -> None:
    # One algorithm: RSA keys take seconds to make.
    folder = written(str(tmp_path), "small", lambda: repository(1, own=own, algorithms=(EC,)))
    seen = {"files": 40, "certificates": 54, "keys": 10, "links": links, "broken": 0, "paired": 10}
    assert bare.survey(folder) == bare.survey(folder, keep_keys=True) == seen
    assert main(["check", "--isolated", "--now", NOW, "--output-format", "json", folder]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["findings"] == []
    assert {what: report["summary"][what] for what in ("files", "certificates", "keys")} == {
        "files": 40,
        "certificates": 54,
        "keys": 10,
    }


def test_a_tree_is_always_the_same_and_written_once(tmp_path: Path) -> None:
    def files() -> list[File]:
        return list(repository(1, algorithms=(EC,)))

    assert files() == files()
    folder = written(str(tmp_path), "small", lambda: iter(files()))
    assert written(str(tmp_path), "small", lambda: iter([])) == folder
