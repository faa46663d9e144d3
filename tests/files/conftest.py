"""Folders outside of Git, and repositories, untouched by whatever configuration the machine has."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.files.workspace import Workspace, outside_git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_git_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "no-home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Nobody")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "nobody@example.com")


@pytest.fixture
def plain(tmp_path: Path) -> Workspace:
    """A folder outside of Git."""
    folder = tmp_path / "plain"
    folder.mkdir()
    return outside_git(folder)


@pytest.fixture
def repository(tmp_path: Path) -> Workspace:
    """The root of an empty repository."""
    folder = tmp_path / "repository"
    folder.mkdir()
    return Workspace(folder).init()


@pytest.fixture(params=["plain", "repository"])
def workspace(request: pytest.FixtureRequest) -> Workspace:
    """Once outside of Git and once as a repository: what is asked of both."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Workspace)
    return found
