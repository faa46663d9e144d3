"""`action.yml` is valid, safe by zizmor's judgement, and agrees with the script that it runs."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
import yaml

from tests.project import ROOT, done, run, tool


@pytest.fixture(scope="module")
def action() -> dict[str, Any]:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert isinstance(action, dict)
    return action


@pytest.mark.parametrize(
    ("schema", "file"),
    [("vendor.github-actions", "action.yml"), ("vendor.github-workflows", ".github/workflows/ci.yml")],
)
def test_schema(schema: str, file: str) -> None:
    done(tool("check-jsonschema"), "--builtin-schema", schema, file, cwd=ROOT)


def test_zizmor_finds_nothing() -> None:
    command = (tool("zizmor"), "--offline", "--no-progress", "--persona", "auditor", "--collect=all")
    done(*command, "action.yml", ".github/workflows", ".pre-commit-hooks.yaml", cwd=ROOT)


def test_script_is_executable_and_parses() -> None:
    for script in ("action/run.sh", ".ci/run"):
        assert os.access(ROOT / script, os.X_OK)
        done("bash", "-n", script, cwd=ROOT)


def test_every_input_is_used_and_reaches_the_script(action: dict[str, Any]) -> None:
    check, upload, _ = action["runs"]["steps"]
    script = (ROOT / "action" / "run.sh").read_text("utf-8")
    for variable in check["env"]:
        assert f"${{{variable}" in script
    assert set(check["env"]) == set(re.findall(r"PEMLINT_ACTION_[A-Z_]+", script))
    of_the_upload = set(re.findall(r"inputs\.([a-z-]+)", f"{upload['if']} {upload['with']}"))
    of_the_check = {name.removeprefix("PEMLINT_ACTION_").replace("_", "-").lower() for name in check["env"]}
    assert of_the_upload | of_the_check == set(action["inputs"])


def test_every_output_is_one_of_the_script(action: dict[str, Any]) -> None:
    script = (ROOT / "action" / "run.sh").read_text("utf-8")
    assert set(re.findall(r"^ *output ([a-z-]+) ", script, re.MULTILINE)) == set(action["outputs"])
    for name, output in action["outputs"].items():
        assert output["value"] == f"${{{{ steps.check.outputs.{name} }}}}"


def test_the_upload_runs_also_when_there_are_findings_and_not_from_forks(action: dict[str, Any]) -> None:
    """Without it alerts that are mended would never close; the token of a fork may not upload."""
    check, upload, verdict = action["runs"]["steps"]
    assert "!cancelled()" in upload["if"]
    assert "exit-status == '1'" in upload["if"]
    assert "exit-status == '2'" not in upload["if"], "what is not whole would close alerts that still stand"
    assert "head.repo.full_name == github.repository" in upload["if"]
    assert check["id"] == "check"
    assert "exit" in verdict["run"], "the job fails after the upload"


def test_a_composite_action_is_not_given_its_inputs_so_the_step_is(action: dict[str, Any]) -> None:
    for step in action["runs"]["steps"]:
        assert "INPUT_" not in str(step)
        if "run" in step:
            assert step["shell"] == "bash"


def test_no_expression_stands_in_shell(action: dict[str, Any]) -> None:
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize(("status", "verdict"), [("0", 0), ("1", 1), ("2", 2), ("", 2)])
def test_last_step_ends_as_pemlint_did(action: dict[str, Any], status: str, verdict: int) -> None:
    *_, last = action["runs"]["steps"]
    assert last["if"] == "${{ !cancelled() }}"
    (variable,) = last["env"]
    env = {"PATH": os.environ["PATH"], variable: status}
    assert run("bash", "-c", last["run"], cwd=ROOT, env=env).returncode == verdict
