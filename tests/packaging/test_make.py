"""The first command of the README on a fresh machine: Python, make, and nothing installed yet."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.project import done, needs_package_index, run, snapshot, tool

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

INSTALLING = "installing pemlint"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return snapshot(tmp_path_factory.mktemp("clone"))


def make(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(tool("make"), f"PYTHON={sys.executable}", *arguments, cwd=clone)


def test_check(clone: Path) -> None:
    needs_package_index()
    first = make(clone, "check")
    assert first.returncode == 0, first.stdout
    assert INSTALLING in first.stdout
    assert "examples/wrong-order/chain.pem:" in first.stdout
    assert "error chain-out-of-order" in first.stdout

    second = make(clone, "check")
    assert second.returncode == 0
    assert INSTALLING not in second.stdout

    broken = make(clone, "check", "PATHS=examples/glued examples/good/root.crt")
    assert broken.returncode == 2, "make ends with 2 when a command failed"
    assert "error pem-glued-boundaries" in broken.stdout
    assert "Error 1" in broken.stdout
    assert make(clone, "check", "PATHS=examples/good/root.crt").returncode == 0

    (clone / "pyproject.toml").touch()
    # what it would do is enough here: that it installs has been seen above
    assert INSTALLING in make(clone, "--dry-run", "check", "PATHS=examples/good/root.crt").stdout


def test_too_old_python_is_named(clone: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    old.chmod(0o755)
    (clone / "pyproject.toml").touch()
    refused = make(clone, "check", f"PYTHON={old}")
    assert refused.returncode != 0
    assert "Python 3.11 or newer" in refused.stdout


def test_help_names_every_target(clone: Path) -> None:
    shown = done(tool("make"), "help", cwd=clone)
    phony = next(line for line in (clone / "Makefile").read_text("utf-8").splitlines() if line.startswith(".PHONY:"))
    assert [line.split()[1] for line in shown.splitlines()] == phony.split()[1:]
