"""What the benchmarks print and judge, with processes that take no time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from benchmarks import page
from benchmarks.__main__ import SECTIONS, main
from benchmarks.bench import Bench, python
from benchmarks.process import BenchmarkError, Sample, middle, run
from benchmarks.rows import absent, compared, faster, memory, table
from tests.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

QUICK = Sample(wall=0.5, cpu=0.4, peak=50e6)
SLOW = Sample(wall=1.0, cpu=1.0, peak=80e6)


def test_a_row_shows_its_figures_and_whether_they_keep_the_limit() -> None:
    rows = (
        compared("as quick", QUICK, "floor", SLOW, 0.5),
        compared("too slow", SLOW, "floor", QUICK, 1.99),
        compared("only told", QUICK, "floor", SLOW),
        faster("quick enough", QUICK, "peer", SLOW, 2),
        faster("not quick enough", SLOW, "peer", QUICK, 2),
        absent("nothing to compare with", "peer", 2),
        memory("too much", SLOW, 79),
    )
    assert [row.met for row in rows] == [True, False, None, True, False, None, False]
    lines = table(rows).splitlines()
    assert lines[2] == "| as quick | 500 ms | 50 MB | floor: 1.00 s | 0.50 × | 0.40 × | ≤ 0.5 × | yes |"
    assert lines[7] == "| nothing to compare with |  |  | peer: not present |  |  | ≥ 2 × |  |"
    assert lines[8] == "| too much |  | 80 MB |  | 80 MB |  | ≤ 79 MB | **no** |"
    assert len({line.count("|") for line in lines}) == 1


def test_the_median_is_taken_of_each_figure_by_itself() -> None:
    assert middle([Sample(1, 9, 5), Sample(2, 8, 4), Sample(3, 7, 9)]) == Sample(2, 8, 5)


def test_a_process_is_measured_and_one_that_fails_is_no_measurement(tmp_path: Path) -> None:
    sample = run(python(str(tmp_path), "-S", "-c", "bytearray(60_000_000)"))
    assert sample.peak > 60e6
    assert sample.cpu > 0
    with pytest.raises(BenchmarkError, match="ended with 3"):
        run(python(str(tmp_path), "-S", "-c", "raise SystemExit(3)"))


def test_the_page_has_a_place_for_every_section_and_no_path_of_a_machine() -> None:
    written = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    rows = [compared("a row", QUICK, "floor", SLOW, 0.5)]
    filled = page.fill(written, dict.fromkeys(SECTIONS, rows), "a machine")
    assert filled.count("| a row |") == filled.count("Measured on a machine.") == len(SECTIONS)
    assert page.fill(filled, dict.fromkeys(SECTIONS, rows), "a machine") == filled
    assert not re.search(r"/(home|root|tmp|work|usr)/", written)


def test_a_missed_limit_fails_only_when_it_is_to_be_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measure(_: Bench) -> list[object]:
        return [compared("too slow", SLOW, "floor", QUICK, 1.5)]

    monkeypatch.setitem(SECTIONS, "start-up", ("Start-up", measure))
    asked = [str(tmp_path), "--section", "start-up"]
    assert main(asked) == 0
    assert "| too slow |" in capsys.readouterr().out
    assert main([*asked, "--check"]) == 1
    assert capsys.readouterr().err == "benchmarks: not within its limit: too slow\n"


def test_trees_lie_outside_of_repositories(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    for folder in ("objects", "refs"):
        (tmp_path / ".git" / folder).mkdir()
    assert main([str(tmp_path / "scratch")]) == 2
    assert "lies in a Git repository" in capsys.readouterr().err
