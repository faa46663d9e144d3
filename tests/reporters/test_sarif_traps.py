"""What GitHub refuses, drops or shows twice of a SARIF file: each trap is one test."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pemlint.model import Edit, Finding, Fix, Location, Report, Span
from pemlint.reporters import render
from tests.reporters.samples import FULL, ORDER, REPORTS, SOON


def run_of(report: Report) -> dict[str, Any]:
    """The one run: several in one file with one tool name are refused."""
    (run,) = json.loads(render(report, "sarif", prefix="deploy"))["runs"]
    assert isinstance(run, dict)
    return run


def results(*findings: Finding) -> Any:
    return run_of(FULL._replace(findings=findings))["results"]


@pytest.mark.parametrize("name", REPORTS)
def test_a_missing_array_of_results_would_be_refused(name: str) -> None:
    assert isinstance(run_of(REPORTS[name])["results"], list)


@pytest.mark.parametrize("path", ["", ".", "<stdin>", "a b.pem", "\x00"])
def test_empty_locations_would_be_refused(path: str) -> None:
    """An empty string counts as none, so that a place has a file always."""
    (result,) = results(ORDER._replace(repo_path=path, location=Location(path)))
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"]
    assert location["physicalLocation"]["region"]["startLine"] >= 1
    assert result["message"]["text"]


def test_equal_results_would_be_two_alerts() -> None:
    assert len(results(ORDER, ORDER, ORDER._replace(message="in other words"))) == 1


def test_a_category_in_the_file_would_win_over_that_of_the_upload() -> None:
    assert "automationDetails" not in run_of(FULL)


def test_a_working_directory_would_be_taken_for_the_root() -> None:
    (invocation,) = run_of(FULL)["invocations"]
    assert "workingDirectory" not in invocation


def test_a_snippet_could_hold_a_key() -> None:
    assert '"snippet"' not in render(FULL, "sarif")
    assert '"contextRegion"' not in render(FULL, "sarif")


def test_suppressed_results_would_be_open_alerts() -> None:
    (result,) = results(SOON)
    assert "suppressions" not in result


def test_a_deletion_without_content_would_stop_reviewdog() -> None:
    gone = Edit("chain.pem", Span(9, 99), b"", Location("chain.pem", 3, 1, 24, 1))
    (result,) = results(ORDER._replace(fix=Fix("delete the copy", (gone,), safe=False)))
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"] == {"text": ""}


def test_twenty_tags_are_all_that_a_rule_may_have() -> None:
    for rule in run_of(FULL)["tool"]["driver"]["rules"]:
        assert len(rule["properties"]["tags"]) <= 20


def test_a_rule_id_and_a_path_that_change_would_be_new_alerts() -> None:
    """Neither holds a hash, a time or the folder that a runner happens to use."""
    (result,) = results(ORDER)
    assert result["ruleId"] == "chain-out-of-order"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "deploy/certs/chain.pem"
    assert FULL.now not in json.dumps(result)
