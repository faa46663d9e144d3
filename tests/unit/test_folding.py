"""Findings that repeat without end are counted, and nothing that decides anything changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint.folding import MOST_ALIKE, folded
from pemlint.model import Finding, Location, Severity
from tests.e2e.support import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

#: a certificate that nobody can read
BLOCK = b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"


def _finding(line: int, rule: str = "a-b", severity: Severity = Severity.NOTE, path: str = "x.pem") -> Finding:
    return Finding(rule, severity, f"at {line}", Location(path, line), f"{rule} {path} {line}", repo_path=path)


def test_few_are_listed_as_they_are() -> None:
    findings = [_finding(line) for line in range(MOST_ALIKE + 1)]
    assert folded(findings) == findings


def test_of_many_one_stands_for_the_rest() -> None:
    findings = [_finding(line) for line in range(MOST_ALIKE + 1234)]
    *listed, rest = folded(findings)
    assert listed == findings[:MOST_ALIKE]
    assert (rest.rule, rest.severity, rest.more) == ("a-b", Severity.NOTE, 1234)
    assert rest.location == findings[MOST_ALIKE].location
    assert rest.message.startswith("1,234 more of these in this file")


def test_it_is_known_by_rule_file_and_grade_alone() -> None:
    def stand_in(first: int, last: int, **odd: str) -> str:
        return folded([_finding(line, **odd) for line in range(first, last)])[-1].fingerprint  # type: ignore[arg-type]

    assert stand_in(0, 200) == stand_in(50, 500)
    assert len({stand_in(0, 200), stand_in(0, 200, rule="c-d"), stand_in(0, 200, path="y.pem")}) == 3


def test_rules_files_and_grades_are_counted_apart() -> None:
    findings = [
        finding
        for line in range(MOST_ALIKE)
        for finding in (
            _finding(line),
            _finding(line, rule="c-d"),
            _finding(line, severity=Severity.ERROR),
            _finding(line, path="y.pem"),
        )
    ]
    assert folded(findings) == findings


def test_a_grave_one_among_thousands_is_listed() -> None:
    findings = [_finding(line) for line in range(5000)]
    findings[4000] = grave = _finding(4000, severity=Severity.ERROR)
    assert grave in folded(findings)


def test_a_run_counts_all_and_lists_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = Workspace(tmp_path, capfd)
    workspace.write("few.pem", BLOCK * MOST_ALIKE)
    few = workspace.check("--select", "cert-unreadable", ".").report
    workspace.write("few.pem", BLOCK * (MOST_ALIKE + 50))
    outcome = workspace.check("--select", "cert-unreadable", ".")
    many = outcome.report
    assert outcome.status == 1
    assert many["findings"][:MOST_ALIKE] == few["findings"]
    assert [each["more"] for each in many["findings"][MOST_ALIKE:]] == [50]
    assert many["summary"]["error"] == MOST_ALIKE + 50
    assert workspace.check("--select", "cert-unreadable", "--fail-on", "error", ".").status == 1
    text = workspace.run("check", "--output-format", "concise", "--select", "cert-unreadable", ".").out
    assert "50 more of these in this file" in text
    sarif = workspace.check("--select", "cert-unreadable", "--output-format", "sarif", ".").report
    assert [each.get("occurrenceCount") for each in sarif["runs"][0]["results"]] == [None] * MOST_ALIKE + [50]
