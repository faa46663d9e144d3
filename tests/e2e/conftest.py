"""A folder to run pemlint in, untouched by the settings of the machine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pemlint.files import repository_root
from tests.e2e.support import Workspace

if TYPE_CHECKING:
    from pathlib import Path

_FOREIGN = ("GIT_", "PEMLINT", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "CI", "TF_BUILD", "JENKINS_", "TEAMCITY_")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Workspace:
    """An empty folder outside of Git, and the working directory."""
    if repository_root(str(tmp_path)) is not None:
        pytest.skip("the folder for temporary files lies in a Git repository")
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Workspace(folder, capfd)
