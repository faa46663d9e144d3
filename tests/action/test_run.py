"""The Action's script under a made-up runner: it installs, checks, writes SARIF and hands the verdict on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests import builder
from tests.consumers import commands, reports

if TYPE_CHECKING:
    from pathlib import Path

    from tests.action.conftest import Runner, Step

NOW = "--now\n2026-06-01T00:00:00Z"
GOOD = builder.server().pem + builder.intermediate().pem
REVERSED = builder.intermediate().pem + builder.server().pem


def results(sarif: str | Path) -> list[dict[str, Any]]:
    with open(sarif, encoding="utf-8") as file:
        (log,) = json.load(file)["runs"]
    found = log["results"]
    assert isinstance(found, list)
    return found


def logged(step: Step, rule: str) -> set[str]:
    """The files in which the log names errors of the rule."""
    return set(re.findall(rf"^(.+?):\d+:\d+: error {rule} ", step.process.stdout, re.MULTILINE))


def test_findings_are_handed_on_and_the_step_itself_succeeds(runner: Runner) -> None:
    (runner.workspace / "server.pem").write_bytes(REVERSED)
    step = runner.step(ARGS=NOW)
    assert step.process.returncode == 0, step.process.stdout
    assert step.outputs["exit-status"] == "1"
    found = results(step.outputs["sarif-file"])
    assert step.outputs["findings"] == str(len(found))
    assert "chain-out-of-order" in {one["ruleId"] for one in found}
    # People who read the log see the same, once.
    assert logged(step, "chain-out-of-order") == {"server.pem"}
    assert step.process.stdout.count(" Judged by ") == 1


def test_findings_are_annotations_and_a_table_in_the_summary(runner: Runner) -> None:
    (runner.workspace / "server,%0A::error::x.pem").write_bytes(REVERSED)
    step = runner.step(ARGS=NOW)
    lines = [line for line in step.process.stdout.splitlines() if line.startswith("::")]
    found, rest = commands.parsed("\n".join(lines))
    assert rest == ""
    assert [(name, properties["file"]) for name, properties, _ in found if name == "error"] == [
        ("error", "server,%0A::error::x.pem")
    ]
    assert "[chain-out-of-order](https://github.com/" in step.summary
    assert reports.markdown(step.summary)


def test_annotations_and_summary_can_be_left_out(runner: Runner) -> None:
    (runner.workspace / "server.pem").write_bytes(REVERSED)
    step = runner.step(ARGS=NOW, ANNOTATIONS="false", SUMMARY="false")
    assert step.outputs["exit-status"] == "1"
    assert "\n::" not in step.process.stdout
    assert step.summary == ""


#: an interpreter that makes environments of itself, and says what it is told to install
STAND_IN = """#!/usr/bin/env bash
case "$*" in
  *' -m venv '*) mkdir -p "${!#}/bin"; cp "$0" "${!#}/bin/python"; cp "$0" "${!#}/bin/pemlint" ;;
  *) echo "${0##*/} $*" ;;
esac
"""


def test_a_version_is_installed_from_the_index(runner: Runner) -> None:
    python = runner.workspace.parent / "stand-in"
    python.write_text(STAND_IN, "utf-8")
    python.chmod(0o755)
    step = runner.step(VERSION="9.9.9", PYTHON=str(python))
    installed, checked = step.process.stdout.splitlines()[-2:]
    assert installed.startswith("python -I -m pip install ")
    assert installed.endswith(" pemlint==9.9.9")
    assert checked.startswith("pemlint check ")
    assert step.outputs == {"exit-status": "0"}


@pytest.mark.parametrize("version", ["latest", "0.1.0 --pre", "../x", "https://evil.example/x.whl", "-r x"])
def test_a_version_is_nothing_else(runner: Runner, version: str) -> None:
    step = runner.step(VERSION=version)
    assert step.outputs == {"exit-status": "2"}
    assert f"'{version}' is no version" in step.process.stdout


def test_clean_tree(runner: Runner) -> None:
    (runner.workspace / "server.pem").write_bytes(GOOD)
    step = runner.step(ARGS=NOW, FAIL_ON="error")
    assert step.process.returncode == 0, step.process.stdout
    assert step.outputs["exit-status"] == "0"
    assert not [one for one in results(step.outputs["sarif-file"]) if one["level"] == "error"]


def test_inputs_reach_pemlint(runner: Runner) -> None:
    (runner.workspace / "with space").mkdir()
    (runner.workspace / "with space" / "server.pem").write_bytes(REVERSED)
    (runner.workspace / "other.pem").write_bytes(REVERSED)
    (runner.workspace / "pemlint-ci.toml").write_text('[rules.chain-out-of-order]\nseverity = "warning"\n', "utf-8")
    step = runner.step(
        PATHS="with space\n", CONFIG="pemlint-ci.toml", FAIL_ON="warning", SARIF_FILE="out.sarif", ARGS=NOW
    )
    assert step.outputs["exit-status"] == "1", step.process.stdout
    assert step.outputs["sarif-file"] == "out.sarif"
    (one,) = [one for one in results(runner.workspace / "out.sarif") if one["ruleId"] == "chain-out-of-order"]
    assert one["level"] == "warning"
    assert one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "with%20space/server.pem"


def test_several_profiles_and_paths(runner: Runner) -> None:
    for name in ("a.pem", "b.pem", "c.pem"):
        (runner.workspace / name).write_bytes(REVERSED)
    step = runner.step(PATHS="a.pem\r\nb.pem\n\n", PROFILE="default\nemqx-cloud\n", ARGS=NOW)
    assert step.outputs["exit-status"] == "1", step.process.stdout
    assert logged(step, "chain-out-of-order") == {"a.pem", "b.pem"}


@pytest.mark.parametrize(
    "inputs",
    [
        {"PATHS": "absent.pem"},
        {"PROFILE": "absent"},
        {"CONFIG": "absent.toml"},
        {"ARGS": "--absent"},
        {"PYTHON": "absent-python"},
    ],
    ids=lambda inputs: next(iter(inputs)).lower(),
)
def test_what_keeps_pemlint_from_its_job_is_status_2(runner: Runner, inputs: dict[str, str]) -> None:
    (runner.workspace / "server.pem").write_bytes(GOOD)
    step = runner.step(**inputs)
    assert step.process.returncode == 0, step.process.stdout
    assert step.outputs["exit-status"] == "2"
    assert "absent" in step.process.stdout


def test_stale_sarif_file_is_never_handed_on(runner: Runner) -> None:
    (runner.workspace / "out.sarif").write_text("{}", "utf-8")
    step = runner.step(PATHS="absent.pem", ARGS="--absent", SARIF_FILE="out.sarif")
    assert step.outputs == {"exit-status": "2"}
    assert not (runner.workspace / "out.sarif").exists()


def test_inputs_are_data(runner: Runner) -> None:
    hostile = "$(touch pwned) `touch pwned`; touch pwned; *"
    (runner.workspace / hostile).mkdir()
    (runner.workspace / hostile / "--config=x.pem").write_bytes(REVERSED)
    step = runner.step(PATHS=hostile, ARGS=NOW)
    assert step.outputs["exit-status"] == "1", step.process.stdout
    assert not (runner.workspace / "pwned").exists()

    step = runner.step(PATHS="--exit-zero")
    assert step.outputs["exit-status"] == "2"
    assert "--exit-zero" in step.process.stdout


def test_nothing_in_the_tree_is_imported(first: tuple[Runner, Step]) -> None:
    """Neither by the installation nor by the check."""
    runner, step = first
    assert step.outputs["exit-status"] == "0", step.process.stdout
    assert (runner.workspace / "pip.py").exists()
    assert not (runner.workspace / "pwned").exists()
