"""A made-up runner: the environment, the folders and the files that GitHub gives to a composite action's script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests import builder
from tests.project import done, environment, needs_package_index, run, snapshot

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path


class Step(NamedTuple):
    """One step that has run."""

    process: subprocess.CompletedProcess[str]
    outputs: dict[str, str]
    #: what it has added to the summary of the job
    summary: str


class Runner(NamedTuple):
    """A job of which the checkout is done."""

    action: Path
    temp: Path
    workspace: Path

    def step(self, **inputs: str) -> Step:
        """Run the script as the Action's first step does, with inputs by their name in capitals."""
        commands = self.workspace.parent / "output"
        summary = self.workspace.parent / "summary.md"
        for file in (commands, summary):
            file.write_bytes(b"")
        process = run(
            "bash",
            "-c",
            '"${GITHUB_ACTION_PATH}/action/run.sh"',
            cwd=self.workspace,
            env=environment(
                GITHUB_ACTIONS="true",
                GITHUB_ACTION_PATH=str(self.action),
                GITHUB_OUTPUT=str(commands),
                GITHUB_STEP_SUMMARY=str(summary),
                GITHUB_WORKSPACE=str(self.workspace),
                RUNNER_TEMP=str(self.temp),
                # What is installed is compiled when it is used: most of it never is.
                PIP_NO_COMPILE="1",
                **{f"PEMLINT_ACTION_{name}": value for name, value in inputs.items()},
            ),
        )
        return Step(process, outputs(commands.read_text("utf-8")), summary.read_text("utf-8"))


def outputs(commands: str) -> dict[str, str]:
    """What a runner reads from the file behind GITHUB_OUTPUT; only the form with a delimiter is known here."""
    found = dict[str, str]()
    lines = iter(commands.splitlines())
    for line in lines:
        command = re.fullmatch(r"([a-z-]+)<<(ghadelimiter_[0-9a-f]{32})", line)
        assert command is not None, line
        value = list(iter(lambda: next(lines), command[2]))
        found[command[1]] = "\n".join(value)
    return found


@pytest.fixture(scope="session")
def action(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needs_package_index()
    return snapshot(tmp_path_factory.mktemp("action"))


@pytest.fixture(scope="session")
def first(action: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Runner, Step]:
    """The job that installs pemlint for all others, in a tree with modules that leave a mark when they are imported."""
    runner = Runner(action, tmp_path_factory.mktemp("runner"), tmp_path_factory.mktemp("first") / "workspace")
    runner.workspace.mkdir()
    for module in ("venv", "json", "pip", "pemlint", "sitecustomize", "encodings"):
        (runner.workspace / f"{module}.py").write_text("open('pwned', 'w').close()\n", "utf-8")
    (runner.workspace / "server.pem").write_bytes(builder.server().pem + builder.intermediate().pem)
    return runner, runner.step(ARGS="--now\n2026-06-01T00:00:00Z")


@pytest.fixture
def runner(first: tuple[Runner, Step], tmp_path: Path) -> Runner:
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    done("git", "init", "--quiet", cwd=workspace)
    return first[0]._replace(workspace=workspace)
