"""What the validator of the standard's editors has against a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pemlint.model import Location, Report
from pemlint.reporters import render, sarif
from tests import multitool as validator
from tests.multitool import complaints
from tests.reporters.samples import FULL, HOSTILE, REPORTS, infected

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def multitool() -> Path:
    return validator.program()


def hostile() -> Report:
    findings = tuple(
        infected(finding, text)._replace(
            rule=finding.rule,
            fingerprint=f"{at}-{finding.rule}",
            location=Location(f"certs/{text}", 1, 1, 1, 28),
            repo_path=f"certs/{text}",
        )
        for at, text in enumerate(HOSTILE)
        for finding in FULL.findings
    )
    return FULL._replace(findings=findings)


@pytest.mark.parametrize("name", [*REPORTS, "hostile"])
def test_the_multitool_has_no_error_and_no_warning(multitool: Path, tmp_path: Path, name: str) -> None:
    report = {**REPORTS, "hostile": hostile()}[name]
    assert complaints(multitool, tmp_path, render(report, "sarif", prefix="deploy")) == []


def test_the_multitool_takes_a_run_that_was_cut(
    multitool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    log = render(FULL._replace(faults=REPORTS["faulty"].faults), "sarif")
    assert "The 2 gravest of 3 results were written." in log
    assert complaints(multitool, tmp_path, log) == []


def test_the_multitool_would_complain(multitool: Path, tmp_path: Path) -> None:
    log = (
        render(FULL, "sarif").replace("certs/my%20chain", "certs/my chain").replace('"startLine": 31', '"startLine": 0')
    )
    assert any("SARIF1002 error" in each for each in complaints(multitool, tmp_path, log))
