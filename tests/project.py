"""The project as others meet it: a clean copy of the tree that can be built, installed, cloned and run elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def environment(**more: str) -> dict[str, str]:
    """The environment for a program under test: no settings of Git, Python or make, no colour, ``more`` on top.

    Settings of pip stay, since the machine may need them to install anything.
    """
    foreign = ("GIT_", "GITHUB_", "MAKE", "MFLAGS", "PEMLINT", "PREK", "PRE_COMMIT", "PYTHON", "RUNNER_", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Example",
        "GIT_AUTHOR_EMAIL": "example@example.com",
        "GIT_COMMITTER_NAME": "Example",
        "GIT_COMMITTER_EMAIL": "example@example.com",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "PRE_COMMIT_COLOR": "never",
        **more,
    }


def run(*command: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, standard error in with standard output."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment() if env is None else env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def done(*command: str, cwd: Path, env: dict[str, str] | None = None) -> str:
    """As ``run``, where anything but success fails the test and shows why."""
    result = run(*command, cwd=cwd, env=env)
    assert result.returncode == 0, f"{' '.join(command)}\n{result.stdout}"
    return result.stdout


def words(command: str) -> list[str]:
    """What bash makes of the words of a command, which is not run: it finds no program, and may not name one."""
    script = f"printf '%s\\0' {command}"
    said = subprocess.run(
        [tool("bash"), "--restricted", "-c", os.fsencode(script)],
        env={"PATH": "/nowhere", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    assert said.stderr == b""
    return os.fsdecode(said.stdout).split("\0")[:-1]


def tool(name: str) -> str:
    """The path of a program of the environment that runs the tests, or of the machine; skips where there is none."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def snapshot(folder: Path) -> Path:
    """Copy every file that Git does not ignore into ``folder``, as a commit of it would hold them."""
    git = tool("git")
    if not (ROOT / ".git").exists():
        pytest.skip("the tree is not a Git repository, so that what belongs to it is unknown")
    names = done(git, "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def needs_package_index() -> None:
    """Skip where nothing can be installed; an isolated build needs setuptools, so that is what is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        command = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--retries", "1", "--timeout", "10")
        result = run(*command, "--dest", folder, "setuptools", cwd=Path(folder))
    if result.returncode != 0:
        pytest.skip("no package index can be reached, so that nothing can be installed")
