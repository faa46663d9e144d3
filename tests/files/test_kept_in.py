"""Nothing outside is read: by no link, by none that appears between the look and the read, and not out of ``.git``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pemlint.files import find_configuration, read_named, resources
from pemlint.files import named as named_module
from pemlint.files.declared import locate
from pemlint.files.disk import Disk
from pemlint.files.folders import Folders
from pemlint.files.naming import is_kept_in
from pemlint.files.reading import read, read_embedded, read_listed
from pemlint.model import Fault
from tests.files.workspace import BLOCK, Workspace, messages, targets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET = BLOCK + b"# what nobody may read\n"


@pytest.fixture
def outside(tmp_path: Path) -> Workspace:
    """A folder beside the one that is checked, with the same files in it, all of them secret."""
    folder = Workspace(tmp_path / "outside")
    for name in ("a.pem", "b/a.pem", "a/b/a.pem", "pemlint.toml", "own.toml"):
        folder.write(name, SECRET)
    return folder


# -- links that appear between the look and the read ------------------------------------------------------------------


class Swap:
    """Puts a link in the place of a file or a folder, at the last moment before something is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, victim: str, target: str) -> None:
        self.done = False
        real_split, real_listed = Folders.split, read_listed

        def happen() -> None:
            if not self.done:
                self.done = True
                os.rename(victim, f"{victim}.moved")
                os.symlink(target, victim)

        def split(folders: Folders, path: str) -> tuple[int | None, str]:
            if path.startswith(victim):
                happen()
            return real_split(folders, path)

        def listed(folder: int, name: str) -> tuple[bytes, int] | None:
            if name == os.path.basename(victim):
                happen()
            return real_listed(folder, name)

        monkeypatch.setattr(Folders, "split", split)
        monkeypatch.setattr("pemlint.files.contents.read_listed", listed)


#: what becomes a link, of the path ``a/b/a.pem``, and where it leads to outside
PARTS = [("a/b/a.pem", "a/b/a.pem"), ("a/b", "a/b"), ("a", "a")]


@pytest.mark.parametrize(("part", "target"), PARTS)
@pytest.mark.parametrize("arguments", [("a/b/a.pem",), (".",), ("a",), ("x.bundle.toml",)])
def test_a_link_that_takes_the_place_of_a_part_of_the_path_is_not_followed(
    workspace: Workspace,
    outside: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    target: str,
    arguments: tuple[str, ...],
) -> None:
    workspace.write("a/b/a.pem")
    workspace.manifest("x.bundle.toml", "a/b/a.pem")
    swap = Swap(monkeypatch, workspace.at(part), outside.at(target))
    inputs = workspace.collect(*arguments)
    assert swap.done
    assert all(b"nobody" not in source.data for source in inputs.sources)
    assert "a/b/a.pem" not in targets(inputs)


@pytest.mark.parametrize("reader", [read, read_embedded])
@pytest.mark.parametrize("part", ["a/b/a.pem", "a/b", "a"])
def test_a_link_in_a_resolved_path_is_refused(
    plain: Workspace, outside: Workspace, reader: Callable[[str], object], part: str
) -> None:
    os.makedirs(os.path.dirname(plain.at(part)), exist_ok=True)
    plain.link(part, outside.at(part))
    found = reader(plain.at("a/b/a.pem"))
    assert isinstance(found, tuple)
    assert found[0] in {"missing", "unreadable"}


def test_a_profile_that_becomes_a_link_is_not_followed(
    plain: Workspace, outside: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain.write("own.toml", b"title = 'own'\n")
    root = str(plain.path)
    assert read_named("own.toml", root, root) == (b"title = 'own'\n", root)
    swap = Swap(monkeypatch, plain.at("own.toml"), outside.at("own.toml"))
    assert isinstance(read_named("own.toml", root, root), Fault)
    assert swap.done


def test_a_configuration_that_becomes_a_link_is_not_followed(
    plain: Workspace, outside: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain.write("pemlint.toml", b"")
    swap = Swap(monkeypatch, plain.at("pemlint.toml"), outside.at("pemlint.toml"))
    root = str(plain.path)
    assert isinstance(find_configuration(root, root), Fault)
    assert swap.done


def test_each_folder_is_opened_once_and_all_are_closed(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/1.pem", "a/2.pem", "a/b/3.pem", "c/4.pem"):
        plain.write(name)
    held: set[int] = set()
    folders: list[str] = []
    real_open, real_close = os.open, os.close

    def opening(name: str, *rest: int, **more: int) -> int:
        descriptor = real_open(name, *rest, **more)
        held.add(descriptor)
        folders.append(name)
        return descriptor

    def closing(descriptor: int) -> None:
        held.discard(descriptor)
        real_close(descriptor)

    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr(os, "close", closing)
    plain.collect(".")
    assert held == set()
    # "a" to list it, and once more on the way to what is below it
    assert [folders.count(name) for name in (os.sep, "a", "b", "c")] == [1, 2, 1, 1]


def test_without_descriptors_of_folders_whole_paths_are_opened(
    plain: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = plain.write("a/b.pem")
    monkeypatch.setattr("pemlint.files.folders._BY_DESCRIPTOR", False)
    assert Folders().split(path) == (None, path)
    assert read(path) == BLOCK


# -- what is named ----------------------------------------------------------------------------------------------------


#: path as a configuration in ``sub`` names it
OUTSIDE = (
    "../../outside/own.toml",
    "{outside}/own.toml",
    "/etc/passwd",
    "link.toml",
    "folder/own.toml",
    "chain.toml",
    "../../plain/../outside/own.toml",
    "../.git/config",
    "../.GIT/config",
    "git/config",
)


@pytest.mark.parametrize("path", OUTSIDE)
def test_what_a_configuration_or_a_manifest_may_not_name(
    plain: Workspace, outside: Workspace, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    plain.write("sub/x.toml", b"")
    plain.write(".git/config", SECRET)
    plain.link("sub/link.toml", "../../outside/own.toml")
    plain.link("sub/folder", str(outside.path))
    plain.link("sub/chain.toml", "link.toml")
    plain.link("sub/git", "../.git")
    path = path.format(outside=outside.path)
    root, base = str(plain.path), plain.at("sub")
    for module in (named_module, resources):
        monkeypatch.setattr(module, "read", lambda _: pytest.fail("it was read"))
    for known in (root, "", str(outside.path)):
        # The root is known, or not; or it is another one, because a file elsewhere was named.
        refused = read_named(path, base, known)
        assert refused == Fault("it lies outside the repository; only the command line may name such a file", path)
    found = locate(path, base, root)
    assert not isinstance(found, str)
    assert found.reason == "outside"


def test_what_the_user_names_may_lie_anywhere_and_may_name_anything(plain: Workspace, outside: Workspace) -> None:
    root = str(plain.path)
    folder = str(outside.path)
    assert read_named(outside.at("own.toml"), "", root) == (SECRET, folder)
    assert read_named("../own.toml", outside.at("b"), root, anywhere=True) == (SECRET, folder)
    assert isinstance(read_named("../own.toml", outside.at("b"), root), Fault)


def test_outside_of_the_root_what_names_files_keeps_to_its_own_repository(plain: Workspace, outside: Workspace) -> None:
    root = str(plain.path)
    outside.init()
    assert read_named("../own.toml", outside.at("b"), root) == (SECRET, str(outside.path))
    assert isinstance(read_named("../../plain/x.toml", outside.at("b"), root), Fault)


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, "\ud800", "loop.toml", "."])
def test_names_that_are_none_are_faults(plain: Workspace, path: str) -> None:
    plain.link("loop.toml", "loop.toml")
    assert isinstance(read_named(path, str(plain.path), str(plain.path)), Fault)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/r", True),
        ("/r/a", True),
        ("/r/a.git/b", True),
        ("/r/.github/a", True),
        ("/r/.gitignore", True),
        ("/rest/a", False),
        ("/r/.git", False),
        ("/r/.git/config", False),
        ("/r/module/.Git/config", False),
    ],
)
def test_what_is_kept_in_a_folder(path: str, kept: bool) -> None:
    assert is_kept_in(path, "/r") is kept
    # A worktree may itself lie in the folder that Git keeps for itself.
    assert is_kept_in(f"/x/.git{path}", "/x/.git/r") is kept


# -- links that somebody names, as lists of changed files do ----------------------------------------------------------


def test_a_named_link_does_not_lead_out_of_its_repository(repository: Workspace, outside: Workspace) -> None:
    repository.write("in/a.pem")
    repository.link("file.pem", outside.at("a.pem"))
    repository.link("folder", str(outside.path))
    repository.link("twice.pem", "file.pem")
    repository.link("git.pem", ".git/config")
    repository.link("fine.pem", "in/a.pem")
    outside.init()
    refused = (
        "file.pem",
        "folder",
        "folder/a.pem",
        "twice.pem",
        "git.pem",
        "in/../file.pem",
        repository.at("file.pem"),
    )
    for argument in refused:
        inputs = repository.collect(argument)
        assert inputs.sources == ()
        ((_, message),) = messages(inputs)
        assert message == "is a symbolic link that leads out of its repository"
    assert targets(repository.collect("fine.pem")) == ["in/a.pem"]
    piped = repository.collect("-", stdin=BLOCK, stdin_filename="folder/new.pem")
    assert messages(piped) == [("folder/new.pem", "is a symbolic link that leads out of its repository")]


def test_a_link_of_the_users_own_that_leads_to_a_repository_is_followed(repository: Workspace, tmp_path: Path) -> None:
    repository.write("a.pem")
    repository.write("deep/b.pem")
    Workspace(tmp_path).link("mine", str(repository.path))
    Workspace(tmp_path).link("here/theirs", "../mine")
    for way in ("mine", "here/theirs"):
        at = Workspace(tmp_path / way)
        assert targets(repository.collect(at.at("a.pem"), at.at("deep"))) == ["a.pem", "deep/b.pem"]
    repository.link("out.pem", "/etc/passwd")
    assert repository.collect(Workspace(tmp_path / "mine").at("out.pem")).sources == ()


def test_permissions_behind_a_link_that_appears_are_not_told(plain: Workspace, outside: Workspace) -> None:
    def mode(path: str) -> int | None:
        disk = Disk({})
        disk.whole(path)
        return disk.mode(path)

    path = plain.write("a.pem")
    assert mode(path) is not None
    os.unlink(path)
    plain.link("a.pem", outside.at("a.pem"))
    assert mode(path) is None
