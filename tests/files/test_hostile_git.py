"""A tree that wants Git, or what is called so, to run its programs or to look elsewhere."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from pemlint.files import git
from tests.files.workspace import Workspace, targets

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path)


class Trap:
    """A program that leaves a trace when it runs."""

    def __init__(self, folder: Path) -> None:
        self.trace = folder / "ran"
        self.script = f"#!/bin/sh\necho \"$0 $*\" >>'{self.trace}'\ncat\n".encode()

    def program(self, workspace: Workspace, name: str) -> str:
        path = workspace.write(name, self.script)
        os.chmod(path, 0o700)
        return path

    @property
    def ran(self) -> str:
        return self.trace.read_text() if self.trace.exists() else ""


#: settings that name a program, as the repository's own configuration may hold them
PROGRAMS = (
    "alias.ls-files",
    "alias.check-ignore",
    "core.alternateRefsCommand",
    "core.askPass",
    "core.editor",
    "core.gitProxy",
    "core.pager",
    "core.sshCommand",
    "credential.helper",
    "diff.external",
    "diff.trap.textconv",
    "filter.trap.clean",
    "filter.trap.process",
    "filter.trap.smudge",
    "gpg.program",
    "merge.trap.driver",
    "pager.ls-files",
    "remote.origin.uploadpack",
    "trace2.normalTarget",
    "uploadpack.packObjectsHook",
)


def test_no_setting_of_the_repository_runs_a_program(repository: Workspace, trap: Trap) -> None:
    repository.write("a.pem")
    repository.write("folder/b.pem")
    repository.write(".gitattributes", b"* filter=trap diff=trap merge=trap\n")
    repository.write(".gitignore", b"*.key\n")
    repository.commit()
    program = trap.program(repository, "tools/trap")
    for setting in PROGRAMS:
        alias = setting.startswith("alias.")
        repository.git("config", setting, f"!{program}" if alias else program)
    repository.git("config", "filter.trap.required", "true")
    repository.git("config", "core.autocrlf", "true")
    # As after a change: Git would like to compare contents.
    repository.write("a.pem", b"-----BEGIN another\n")
    os.utime(repository.at("folder/b.pem"), (1, 1))
    repository.manifest("x.bundle.toml", "missing.key")
    inputs = repository.collect(".")
    assert targets(inputs) == ["a.pem", "folder/b.pem", "x.bundle.toml"]
    assert inputs.absent["x.bundle.toml", "missing.key"] == ("missing", "ignored")
    assert trap.ran == ""
    # Otherwise the assertion above would prove nothing.
    with contextlib.suppress(subprocess.CalledProcessError):
        repository.git("diff")
    assert "tools/trap" in trap.ran


@pytest.mark.parametrize("entry", [".", "", "tools", "{root}/tools", "{root}/../link"])
def test_a_git_of_the_tree_is_not_run(
    repository: Workspace, trap: Trap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    repository.write("a.pem")
    for name in ("git", "tools/git"):
        trap.program(repository, name)
    Workspace(tmp_path).link("link", repository.at("tools"))
    monkeypatch.chdir(repository.path)
    monkeypatch.setenv("PATH", entry.format(root=repository.path))
    assert "a.pem" in targets(repository.collect("."))
    assert trap.ran == ""
    real = shutil.which("git", path=os.defpath)
    monkeypatch.setenv("PATH", os.pathsep.join((entry.format(root=repository.path), os.defpath)))
    assert git._program(str(repository.path)) == real


def test_what_is_no_program_is_passed_over(
    repository: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = Workspace(tmp_path)
    folders.write("one/git/readme")
    folders.write("two/git", b"#!/bin/sh\n")
    entries = (folders.at("one"), folders.at("two"), folders.at("nowhere"))
    monkeypatch.setenv("PATH", os.pathsep.join(entries))
    assert git._program(str(repository.path)) is None


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE"])
def test_what_a_hook_says_of_its_own_repository_is_not_taken_for_another(
    repository: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    other = Workspace(tmp_path / "other")
    other.write("elsewhere.pem")
    other.init().commit()
    repository.write("a.pem")
    repository.write("b.key")
    repository.git("add", "a.pem")
    repository.write(".gitignore", b"*.key\n")
    within = {"GIT_WORK_TREE": "", "GIT_INDEX_FILE": ".git/index", "GIT_NAMESPACE": "x"}.get(variable, ".git")
    monkeypatch.setenv(variable, other.at(within))
    inputs = repository.collect(".")
    assert [(found.repo_path, found.git) for found in inputs.sources] == [("a.pem", "tracked")]


def test_traces_that_a_variable_asks_for_are_not_written(
    repository: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.pem")
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))
    monkeypatch.setenv("GIT_TRACE2_EVENT", str(tmp_path / "trace"))
    assert targets(repository.collect(".")) == ["a.pem"]
    assert not (tmp_path / "trace").exists()


@pytest.mark.parametrize(
    "settings",
    [
        "[core]\n\tworktree = {outside}\n",
        "[core]\n\tbare = true\n",
        "[include]\n\tpath = {outside}/secret.pem\n",
        "[core]\n\texcludesFile = {outside}/secret.pem\n",
        "[core]\n\trepositoryformatversion = 99\n",
        "[extensions]\n\tobjectFormat = none\n",
        "not a configuration",
    ],
)
def test_a_configuration_of_git_that_points_elsewhere_makes_nothing_else_readable(
    repository: Workspace, tmp_path: Path, settings: str
) -> None:
    outside = Workspace(tmp_path / "outside")
    outside.write("secret.pem")
    repository.write("a.pem")
    with open(repository.at(".git/config"), "a", encoding="utf-8") as file:
        file.write(settings.format(outside=outside.path))
    assert targets(repository.collect(".")) == ["a.pem"]
    assert targets(repository.collect("a.pem")) == ["a.pem"]


@pytest.mark.parametrize("way", ["absolute", "relative", "link"])
def test_a_git_file_that_leads_to_another_repository_lists_nothing_of_it(plain: Workspace, way: str) -> None:
    other = Workspace(plain.path.parent / "other")
    other.write("elsewhere.pem")
    other.write("a.pem", b"of the other")
    other.init().commit()
    plain.write("a.pem")
    if way == "link":
        plain.link(".git", "../other/.git")
    else:
        plain.write(".git", f"gitdir: {other.at('.git') if way == 'absolute' else '../other/.git'}\n".encode())
    inputs = plain.collect(".")
    assert [(found.repo_path, b"other" in found.data) for found in inputs.sources] == [("a.pem", False)]


def test_a_folder_that_looks_like_a_bare_repository_is_none(plain: Workspace, trap: Trap) -> None:
    """Such a folder can be committed: its configuration would be believed by any Git that is run in it."""
    program = trap.program(plain, "trap")
    for folder in ("", "fixtures/"):
        plain.write(f"{folder}HEAD", b"ref: refs/heads/main\n")
        plain.write(f"{folder}objects/info/alternates", b"")
        plain.write(f"{folder}refs/heads/x", b"")
        plain.write(f"{folder}info/exclude", b"*\n")
        plain.write(f"{folder}config", f"[core]\n\tfsmonitor = {program}\n\tworktree = ..\n".encode())
        plain.write(f"{folder}a.pem")
    assert targets(plain.collect(".")) == ["a.pem", "fixtures/a.pem"]
    # With an empty folder of that name Git looks further.
    os.makedirs(plain.at(".git"))
    os.makedirs(plain.at("fixtures/.git"))
    assert targets(plain.collect(".", "fixtures")) == ["a.pem", "fixtures/a.pem"]
    assert trap.ran == ""
