"""The words that profiles may grade by are those that findings carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tomli

from pemlint.circumstances import KNOWN
from pemlint.cli import main
from pemlint.files import profile, profile_names
from pemlint.rule import Setting
from tests.project import ROOT

if TYPE_CHECKING:
    import pytest

    from pemlint.model import Severity


def test_findings_carry_no_other_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said: set[str] = set()
    grade = Setting.grade

    def listening(setting: Setting, circumstances: tuple[str, ...]) -> Severity:
        said.update(circumstances)
        return grade(setting, circumstances)

    monkeypatch.setattr(Setting, "grade", listening)
    monkeypatch.chdir(ROOT / "tests" / "examples")
    monkeypatch.setenv("CI", "true")
    assert main(
        ["check", "--isolated", "--jobs", "1", "--select", "ALL", "--exit-zero", "--now", "2026-06-01", "."]
    ) in {0, 2}
    assert capsys.readouterr().out
    assert said <= KNOWN.keys()
    assert len(said) > len(KNOWN) / 2


def test_profiles_grade_by_no_other_words() -> None:
    graded = {
        role
        for name in profile_names()
        for entry in tomli.loads((profile(name) or b"").decode()).get("rules", {}).values()
        for role in entry.get("by-role", {})
    }
    assert graded <= KNOWN.keys()
