"""Git's view of a tree, and what holds without it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from pemlint.files import git, repository_root
from tests.files.workspace import BLOCK, Workspace, context, source, targets

if TYPE_CHECKING:
    from pathlib import Path


def statuses(workspace: Workspace, *arguments: str) -> dict[str, str]:
    return {found.repo_path: found.git for found in workspace.collect(*arguments).sources}


def test_repository_root(plain: Workspace, repository: Workspace) -> None:
    repository.write("a/b/c.pem")
    root = str(repository.path)
    for start in ("", "a/b", "a/b/c.pem", "not/there"):
        assert repository_root(repository.at(start)) == root
    assert repository_root(str(plain.path)) is None


def test_the_working_directory_may_be_told_relative(repository: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("a/b.pem")
    monkeypatch.chdir(repository.at("a"))
    assert repository_root(".") == str(repository.path)


def test_tracked_untracked_and_ignored(repository: Workspace) -> None:
    repository.write("tracked.pem")
    repository.write("forced/tracked.key")
    repository.git("add", "--all")
    repository.write(".gitignore", b"*.key\nbuild/\n")
    repository.write("untracked.pem")
    repository.write("ignored.key")
    repository.write("build/a.pem")
    assert statuses(repository, ".") == {
        "forced/tracked.key": "tracked",
        "tracked.pem": "tracked",
        "untracked.pem": "untracked",
    }
    assert statuses(repository, ".", "ignored.key")["ignored.key"] == "ignored"


def test_ignored_files_are_read_when_named(repository: Workspace) -> None:
    repository.write(".gitignore", b"*.key\nbuild/\n")
    repository.write("a.key")
    repository.write("b.key")
    repository.write("c.pem")
    inputs = repository.collect("a.key")
    assert (targets(inputs), context(inputs)) == (["a.key"], ["c.pem"])
    assert source(inputs, "a.key").git == "ignored"


def test_ignored_files_are_read_when_declared(repository: Workspace) -> None:
    repository.write(".gitignore", b"*.key\n")
    repository.write("server.key")
    repository.manifest("x.bundle.toml", "server.key", "missing.key", "missing.pem")
    for argument in (".", "x.bundle.toml"):
        inputs = repository.collect(argument)
        assert source(inputs, "server.key").git == "ignored"
        assert inputs.absent == {
            ("x.bundle.toml", "missing.key"): ("missing", "ignored"),
            ("x.bundle.toml", "missing.pem"): ("missing", ""),
        }


def test_an_absent_file_in_an_absent_folder_that_is_ignored(repository: Workspace) -> None:
    repository.write(".gitignore", b"secrets/\n")
    repository.manifest("x.bundle.toml", "secrets/deep/a.pem", ":(top)a.pem", "a\nb.pem")
    inputs = repository.collect("x.bundle.toml")
    assert inputs.absent["x.bundle.toml", "secrets/deep/a.pem"] == ("missing", "ignored")
    assert inputs.absent["x.bundle.toml", ":(top)a.pem"] == ("missing", "")


def test_an_ignored_folder_is_walked_when_named(repository: Workspace) -> None:
    repository.write(".gitignore", b"build/\n*.key\n")
    repository.write("build/a.pem")
    repository.write("build/deep/b.txt")
    assert targets(repository.collect("build")) == ["build/a.pem", "build/deep/b.txt"]
    assert targets(repository.collect("build", ".")) == ["build/a.pem", "build/deep/b.txt"]
    repository.write("keys/a.key")
    # The folder is not ignored, only what is in it.
    assert targets(repository.collect("keys")) == []


def test_deleted_files_are_passed_over(repository: Workspace) -> None:
    os.unlink(repository.write("a.pem"))
    path = repository.write("b.pem")
    repository.git("add", "--all")
    os.unlink(path)
    inputs = repository.collect(".")
    assert (inputs.sources, inputs.faults, inputs.unread) == ((), (), ())


def test_a_tracked_folder_that_a_link_replaced(repository: Workspace, tmp_path: Path) -> None:
    repository.write("certs/a.pem")
    repository.write("kept/b.pem")
    repository.commit()
    shutil.rmtree(repository.at("certs"))
    outer = Workspace(tmp_path).write("elsewhere/a.pem")
    repository.link("certs", os.path.dirname(outer))
    assert targets(repository.collect(".")) == ["kept/b.pem"]
    os.unlink(repository.at("certs"))
    repository.write("kept/a.pem")
    repository.link("certs", "kept")
    assert targets(repository.collect(".")) == ["kept/a.pem", "kept/b.pem"]


def test_unmerged_files_are_given_once(repository: Workspace) -> None:
    repository.write("a.pem")
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "other")
    repository.write("a.pem", BLOCK + b"theirs\n")
    repository.commit()
    repository.git("checkout", "--quiet", "-")
    repository.write("a.pem", BLOCK + b"ours\n")
    repository.commit()
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("merge", "other")
    assert statuses(repository, ".") == {"a.pem": "tracked"}


def test_a_worktree(repository: Workspace, tmp_path: Path) -> None:
    repository.write("a.pem")
    repository.write(".gitignore", b"*.key\n")
    repository.commit()
    repository.git("worktree", "add", "--quiet", str(tmp_path / "worktree"))
    worktree = Workspace(tmp_path / "worktree")
    worktree.write("b.pem")
    worktree.write("c.key")
    assert os.path.isfile(worktree.at(".git"))
    assert repository_root(worktree.at("")) == str(worktree.path)
    assert statuses(worktree, ".", "c.key") == {"a.pem": "tracked", "b.pem": "untracked", "c.key": "ignored"}


def test_submodules_and_nested_repositories_are_read_when_named(repository: Workspace, tmp_path: Path) -> None:
    origin = Workspace(tmp_path / "origin")
    origin.write("s.pem")
    origin.write("deep/t.pem")
    origin.init().commit()
    repository.write("a.pem")
    repository.git("add", "a.pem")
    repository.git("submodule", "--quiet", "add", str(origin.path), "module")
    nested = Workspace(repository.path / "nested")
    nested.write("n.pem")
    nested.init()
    nested.write(".gitignore", b"i.pem\n")
    nested.write("i.pem")
    assert statuses(repository, ".") == {"a.pem": "tracked"}
    assert statuses(repository, ".", "module", "nested") == {
        "a.pem": "tracked",
        "module/deep/t.pem": "tracked",
        "module/s.pem": "tracked",
        "nested/n.pem": "untracked",
    }
    assert statuses(repository, "module/deep") == {"module/deep/t.pem": "tracked"}
    assert statuses(repository, "nested/i.pem") == {"nested/i.pem": "ignored", "nested/n.pem": "untracked"}
    repository.manifest("x.bundle.toml", "module/s.pem", "nested/i.pem", "module/absent.pem", "nested/n.pem")
    inputs = repository.collect("x.bundle.toml")
    assert source(inputs, "nested/i.pem").git == "ignored"
    assert inputs.absent == {("x.bundle.toml", "module/absent.pem"): ("missing", "")}


def test_names_as_git_lists_them(repository: Workspace) -> None:
    names = ["a\nb.pem", 'q"uote.pem', "tab\t.pem", "ü.pem", " lead.pem", "trail .pem", "? mark.pem", "H x.pem"]
    for name in names[:4]:
        repository.write(name)
    repository.git("add", "--all")
    for name in names[4:]:
        repository.write(name)
    assert statuses(repository, ".") == dict.fromkeys(names[:4], "tracked") | dict.fromkeys(names[4:], "untracked")


def test_without_git_folders_are_walked(repository: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write(".gitignore", b"*.key\n")
    repository.write("a.pem")
    repository.write("b.key")
    repository.manifest("x.bundle.toml", "a.pem", "missing.key")
    repository.write(".git/c.pem")
    monkeypatch.setenv("PATH", repository.at("no-such-folder"))
    inputs = repository.collect(".")
    assert targets(inputs) == ["a.pem", "b.key", "x.bundle.toml"]
    assert {found.git for found in inputs.sources} == {""}
    assert inputs.absent == {("x.bundle.toml", "missing.key"): ("missing", "")}
    assert context(repository.collect("a.pem")) == ["b.key", "x.bundle.toml"]


def test_with_a_git_folder_that_is_none_folders_are_walked(plain: Workspace) -> None:
    plain.write(".git", b"gitdir: /nowhere\n")
    plain.write("a.pem")
    assert statuses(plain, ".") == {"a.pem": ""}


def test_when_git_takes_too_long_folders_are_walked(
    repository: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("a.pem")
    repository.write(".gitignore", b"b.pem\n")
    repository.write("b.pem")
    program = Workspace(tmp_path).write("bin/git", b"#!/bin/sh\nexec sleep 60\n")
    os.chmod(program, 0o700)
    monkeypatch.setenv("PATH", os.path.dirname(program) + os.pathsep + os.environ["PATH"])
    monkeypatch.setattr(git, "_TIMEOUT", 0.2)
    assert targets(repository.collect(".")) == ["a.pem", "b.pem"]


@pytest.mark.parametrize("setting", ["core.fsmonitor", "core.hooksPath", "core.sshCommand", "core.pager"])
def test_settings_of_the_repository_run_nothing(repository: Workspace, setting: str) -> None:
    repository.write("a.pem")
    repository.commit()
    ran = repository.at("ran")
    script = f"#!/bin/sh\ntouch '{ran}'\n".encode()
    for name in ("evil", "hooks/post-index-change", "hooks/fsmonitor-watchman"):
        os.chmod(repository.write(f"tools/{name}", script), 0o700)
    program = repository.at("tools/hooks" if setting == "core.hooksPath" else "tools/evil")
    repository.git("config", setting, program)
    repository.manifest("x.bundle.toml", "missing.pem")
    # As after a checkout: Git would like to refresh its index.
    os.utime(repository.at("a.pem"), (1, 1))
    inputs = repository.collect(".")
    assert targets(inputs) == ["a.pem", "x.bundle.toml"]
    assert not os.path.exists(ran)


def test_the_file_system_monitor_would_have_run(repository: Workspace) -> None:
    # Otherwise the test above would prove nothing.
    ran = repository.at("ran")
    program = repository.write("evil", f"#!/bin/sh\ntouch '{ran}'\n".encode())
    os.chmod(program, 0o700)
    repository.git("config", "core.fsmonitor", program)
    repository.git("ls-files", "--others", "--exclude-standard")
    assert os.path.exists(ran)


def test_a_partial_clone_fetches_nothing(repository: Workspace, tmp_path: Path) -> None:
    """A folder's .gitignore that is neither checked out nor in the clone: plain Git fetches it."""
    repository.write("a.pem")
    repository.write("folder/.gitignore", b"*.key\n")
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.commit()
    clone = Workspace(tmp_path / "clone")
    source_url = f"file://{repository.path}"
    repository.git("clone", "--quiet", "--no-local", "--filter=blob:none", "--sparse", source_url, str(clone.path))
    clone.write("folder/b.pem")
    ran = tmp_path / "ran"
    clone.git("config", "remote.origin.url", f"ext::touch {ran}")
    clone.git("config", "protocol.ext.allow", "always")
    assert targets(clone.collect(".")) == ["a.pem", "folder/b.pem"]
    assert not ran.exists()
    # Otherwise the assertion above would prove nothing.
    with contextlib.suppress(subprocess.CalledProcessError):
        clone.git("ls-files", "--others", "--exclude-standard")
    if not ran.exists():
        pytest.skip("this Git fetches nothing for ls-files")


def test_git_writes_nothing(repository: Workspace) -> None:
    repository.write("a.pem")
    repository.commit()
    index = repository.at(".git/index")
    before = os.stat(index).st_mtime_ns
    os.utime(repository.at("a.pem"), (1, 1))
    repository.collect(".")
    assert os.stat(index).st_mtime_ns == before


def test_git_is_asked_once(repository: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/1.pem", "b/2.pem", "c/3.pem"):
        repository.write(name)
    asked: list[list[str]] = []
    real_run = subprocess.run

    def counting(command: list[str], **options: object) -> object:
        asked.append(command)
        return real_run(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", counting)
    repository.collect("a", "b", "c/3.pem")
    assert len(asked) == 1


def test_git_ignores_nothing_it_is_not_asked_about(repository: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert git.ignored(str(repository.path), ()) == frozenset()
    assert git.ignored(str(repository.path), (repository.at("a"),)) == frozenset()


@pytest.mark.skipif(os.name != "posix", reason="permissions are no bits here")
def test_permissions_are_told_of_what_git_does_not_track(repository: Workspace, plain: Workspace) -> None:
    for workspace in (repository, plain):
        for name, mode in (("a.key", 0o600), ("b.key", 0o644), ("c.key", 0o4640)):
            os.chmod(workspace.write(name), mode)
    repository.git("add", "b.key")
    modes = {found.repo_path: found.mode for found in repository.collect(".").sources}
    assert modes == {"a.key": 0o600, "b.key": None, "c.key": 0o4640}
    assert [found.mode for found in plain.collect(".").sources] == [0o600, 0o644, 0o4640]


@pytest.mark.skipif(os.name != "posix", reason="permissions are no bits here")
def test_permissions_are_those_of_the_file_behind_a_link(plain: Workspace) -> None:
    os.chmod(plain.write("real/a.key"), 0o640)
    plain.link("b.key", "real/a.key")
    assert [found.mode for found in plain.collect("b.key").sources] == [0o640]
    piped = plain.collect("-", stdin=BLOCK, stdin_filename="real/a.key")
    assert source(piped, "real/a.key").mode is None
