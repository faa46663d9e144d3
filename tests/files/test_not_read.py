"""What nobody named and cannot be read: said of TLS files, manifests and folders, never passed over."""

from __future__ import annotations

import os
import socket
import subprocess
from typing import TYPE_CHECKING

import pytest

from pemlint.files import DEPTH_LIMIT, reading
from pemlint.files.git import list_tree
from tests.files.workspace import BLOCK, Workspace, messages, targets, unread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def test_what_is_no_regular_file_is_never_opened(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.write("a.pem")
    workspace.link("null.pem", "/dev/null")
    os.mkfifo(workspace.at("pipe.pem"))
    opened: list[str] = []
    real = os.open

    def opening(name: str, *rest: int, **more: int) -> int:
        opened.append(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(os, "open", opening)
    inputs = workspace.collect(".")
    assert targets(inputs) == ["a.pem"]
    assert ("null.pem", "outside") in unread(inputs)
    # Git does not list pipes.
    assert workspace.is_repository or ("pipe.pem", "special") in unread(inputs)
    assert [name for name in opened if name.endswith(".pem")] == ["a.pem"]


def test_a_socket_and_a_pipe_behind_a_link(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plain.path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.key")
    os.mkfifo(plain.at("pipe"))
    plain.link("pipe.crt", "pipe")
    inputs = plain.collect(".")
    assert unread(inputs) == [("pipe.crt", "special"), ("socket.key", "special")]
    assert messages(plain.collect("pipe.crt")) == [("pipe.crt", "is not a regular file")]


def test_links_that_lead_nowhere_or_out_of_the_tree(workspace: Workspace) -> None:
    outside = workspace.path.parent / "outside"
    outside.mkdir()
    (outside / "b.pem").write_bytes(BLOCK)
    workspace.write("inside/a.pem")
    workspace.link("out.pem", str(outside / "b.pem"))
    workspace.link("m.bundle.toml", str(outside / "b.pem"))
    workspace.link("gone.crt", "nothing.crt")
    workspace.link("loop.key", "loop.key")
    workspace.link("one.pem", "two.pem")
    workspace.link("two.pem", "one.pem")
    workspace.link("again.pem", "inside/a.pem")
    # what is no TLS file by its name need not be one, and a folder is no file
    workspace.link("out.txt", str(outside / "b.pem"))
    workspace.link("gone", "nothing")
    workspace.link("folder.pem", str(outside))
    workspace.link("around.pem", ".")
    inputs = workspace.collect(".")
    assert targets(inputs) == ["inside/a.pem"]
    assert unread(inputs) == [
        ("gone.crt", "broken-link"),
        ("loop.key", "unreadable"),
        ("m.bundle.toml", "outside"),
        ("one.pem", "unreadable"),
        ("out.pem", "outside"),
        ("two.pem", "unreadable"),
    ]
    assert inputs.faults == ()


def test_what_patterns_leave_out_need_not_be_readable(workspace: Workspace) -> None:
    workspace.link("left/gone.pem", "nothing")
    assert unread(workspace.collect(".", exclude=("left",))) == []


def test_a_tracked_file_that_was_deleted_is_gone(repository: Workspace) -> None:
    os.unlink(repository.write("a.pem"))
    repository.write("folder/b.pem")
    repository.commit()
    os.unlink(repository.at("folder/b.pem"))
    os.rmdir(repository.at("folder"))
    repository.write("folder", b"")
    assert unread(repository.collect(".")) == []


def test_a_huge_file_is_a_fault_when_named_and_not_read_in_a_folder(workspace: Workspace) -> None:
    os.truncate(workspace.write("huge.pem"), 1 << 40)
    os.truncate(workspace.write("over.crt"), reading.FILE_LIMIT + 1)
    os.truncate(workspace.write("huge.txt", BLOCK), 1 << 40)
    workspace.write("small.pem")
    named = workspace.collect("huge.pem")
    assert messages(named) == [("huge.pem", "is larger than 256 MiB")]
    assert targets(named) == []
    walked = workspace.collect(".")
    assert (targets(walked), walked.faults) == (["small.pem"], ())
    # the first bytes of huge.txt are not text
    assert unread(walked) == [("huge.pem", "too-large"), ("over.crt", "too-large")]


def test_a_large_text_file_with_a_block(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SEARCH_LIMIT", 1 << 20)
    workspace.write("large.txt", BLOCK + b"x" * (1 << 20))
    workspace.write("late.txt", b"x" * (1 << 20) + BLOCK)
    inputs = workspace.collect(".")
    assert [(each.source.path, each.reason, each.kind) for each in inputs.unread] == [
        ("large.txt", "too-large", "embedded")
    ]
    assert targets(inputs) == []


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Makes a function of ``os`` refuse one path: by a stand-in, because root may do everything."""

    def refusing(function: str, path: str) -> None:
        real = getattr(os, function)

        def stand_in(name: str, *rest: object, **more: object) -> object:
            if name == path:
                raise PermissionError(13, "Permission denied", name)
            return real(name, *rest, **more)

        monkeypatch.setattr(os, function, stand_in)

    return refusing


def test_a_file_that_may_not_be_read(workspace: Workspace, refuse: Callable[[str, str], None]) -> None:
    for name in ("a.pem", "b.pem", "c.txt"):
        workspace.write(name)
    refuse("open", "a.pem")
    refuse("open", "c.txt")
    assert messages(workspace.collect("a.pem")) == [("a.pem", "permission denied")]
    walked = workspace.collect(".")
    assert (targets(walked), walked.faults) == (["b.pem"], ())
    assert [(each.source.path, each.detail, each.kind) for each in walked.unread] == [
        ("a.pem", "permission denied", ""),
        ("c.txt", "permission denied", "other-extension"),
    ]
    # a sibling that cannot be read is nobody's business
    assert unread(workspace.collect("b.pem")) == []


def test_a_file_in_a_folder_that_may_not_be_entered(workspace: Workspace, refuse: Callable[[str, str], None]) -> None:
    refuse("open", workspace.path.name)
    refuse("lstat", workspace.write("a.pem"))
    refuse("lstat", workspace.write("a.txt"))
    assert unread(workspace.collect(".")) == [("a.pem", "unreadable")]


def test_a_folder_that_may_not_be_listed(plain: Workspace, refuse: Callable[[str, str], None]) -> None:
    plain.write("a.pem")
    plain.write("closed/b.pem")
    refuse("scandir", plain.at("closed"))
    walked = plain.collect(".")
    assert (targets(walked), walked.faults) == (["a.pem"], ())
    assert [(each.source.path, each.detail, each.kind) for each in walked.unread] == [
        ("closed", "permission denied", "folder")
    ]
    assert messages(plain.collect("closed")) == [("closed", "permission denied")]


def test_a_folder_that_git_cannot_list(repository: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("a.pem")
    program = Workspace(repository.path.parent / "bin")
    path = program.write("git", b'#!/bin/sh\nprintf \'? a.pem\\0\'\nexec cat "$(dirname "$0")/warnings" >&2\n')
    os.chmod(path, 0o700)
    program.write(
        "warnings",
        b"warning: something else\nwarning: could not open directory 'c\xff\nd/': Permission denied\n"
        b"warning: could not open directory 'e/f/': Permission denied\n",
    )
    monkeypatch.setenv("PATH", str(program.path), prepend=os.pathsep)
    tree = list_tree(str(repository.path))
    assert tree is not None
    assert list(tree.closed(str(repository.path))) == [
        (repository.at(b"c\xff\nd"), "permission denied"),
        (repository.at("e/f"), "permission denied"),
    ]
    assert list(tree.closed(repository.at("e"))) == [(repository.at("e/f"), "permission denied")]
    assert [(each.source.path, each.kind) for each in repository.collect(".").unread] == [
        ("c\\xff\nd", "folder"),
        ("e/f", "folder"),
    ]


def test_folders_deeper_than_the_limit(plain: Workspace) -> None:
    within = "/".join(["d"] * DEPTH_LIMIT)
    plain.write(f"{within}/a.pem")
    plain.write(f"{within}/d/b.pem")
    inputs = plain.collect(".")
    assert targets(inputs) == [f"{within}/a.pem"]
    assert unread(inputs) == [(f"{within}/d", "too-deep")]


@pytest.fixture
def deep(plain: Workspace) -> Iterator[Workspace]:
    """A folder in a folder in a folder: 2,100 of them, which is more than a path of 4,096 bytes can name."""
    descriptor = os.open(plain.path, os.O_RDONLY)
    for _ in range(2100):
        os.mkdir("d", dir_fd=descriptor)
        below = os.open("d", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
    os.close(descriptor)
    yield plain
    # what clears up after tests goes down by recursion, and would not come back
    subprocess.run(["rm", "-r", plain.at("d")], check=True)


def test_more_folders_one_in_another_than_a_path_can_name(deep: Workspace) -> None:
    assert [reason for _, reason in unread(deep.collect("."))] == ["too-deep"]


def test_names_that_are_not_utf_8(workspace: Workspace) -> None:
    workspace.link(os.fsdecode(b"\xff.pem"), "nothing")
    workspace.write(b"\xfe.pem")
    inputs = workspace.collect(".")
    assert targets(inputs) == [r"\xfe.pem"]
    assert unread(inputs) == [(r"\xff.pem", "broken-link")]
