"""Writing: what becomes of links, rights and other names, and how several files are written at once."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pemlint.files import Change, write_set, write_whole
from pemlint.files.naming import is_temporary, temporary_name
from pemlint.files.staging import Staged
from pemlint.model import Fault
from tests.files.workspace import BLOCK, Workspace, targets

if TYPE_CHECKING:
    from pathlib import Path

LEADS_OUT = "cannot be written: is a symbolic link that leads out of its repository"


def mode(path: str) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)


def content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


# -- links, and other names -------------------------------------------------------------------------------------------


def test_a_link_of_a_repository_is_followed_inside_it_alone(repository: Workspace, tmp_path: Path) -> None:
    outside = Workspace(tmp_path / "outside")
    outside.write("victim", b"old")
    repository.write("reports/a.json", b"old")
    repository.link("in.json", "reports/a.json")
    repository.link("out.json", outside.at("victim"))
    repository.link("dangling.json", outside.at("new"))
    repository.link("folder", str(outside.path))
    repository.link("hook", ".git/hooks/post-checkout")
    assert write_whole(repository.at("in.json"), b"new") is None
    assert content(repository.at("reports/a.json")) == b"new"
    assert os.path.islink(repository.at("in.json"))
    for name in ("out.json", "dangling.json", "folder/victim", "folder/new", "hook"):
        assert write_whole(repository.at(name), b"new") == Fault(LEADS_OUT, repository.at(name))
    assert os.listdir(outside.path) == ["victim"]
    assert content(outside.at("victim")) == b"old"
    assert not os.path.lexists(repository.at(".git/hooks/post-checkout"))
    # What the user names without a link on the way is the user's to name.
    assert write_whole(repository.at(".git/report"), b"new") is None


@pytest.mark.parametrize("part", ["a/b/report", "a/b", "a"])
def test_a_link_that_takes_the_place_of_a_part_of_the_path_is_not_followed(
    plain: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    outside = Workspace(tmp_path / "outside")
    for folder in ("", "b/", "a/b/"):
        outside.write(f"{folder}report", b"old")
    plain.write("a/b/report", b"old")
    real_path = os.path.realpath

    def swapped(path: str) -> str:
        resolved = real_path(path)
        os.rename(plain.at(part), plain.at("moved"))
        plain.link(part, outside.at(os.path.basename(part)))
        return resolved

    monkeypatch.setattr(os.path, "realpath", swapped)
    assert write_whole(plain.at("a/b/report"), b"new") is not None
    monkeypatch.undo()
    assert [content(outside.at(f"{folder}report")) for folder in ("", "b/", "a/b/")] == [b"old"] * 3


def test_another_name_of_the_file_keeps_the_old_content(plain: Workspace) -> None:
    path = plain.write("a.pem", b"old")
    os.link(path, plain.at("b.pem"))
    assert write_whole(path, b"new") is None
    assert (content(path), content(plain.at("b.pem"))) == (b"new", b"old")


# -- rights -----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_an_access_list_stays(plain: Workspace) -> None:
    path = plain.write("a.key", b"old")
    os.chmod(path, 0o600)
    # Version 2 (linux/posix_acl_xattr.h): the owner and user 1234 may read and write, the group and others nothing.
    entries = ((1, 6, -1), (2, 6, 1234), (4, 0, -1), (16, 6, -1), (32, 0, -1))
    access = b"\2\0\0\0" + b"".join(
        tag.to_bytes(2, "little") + right.to_bytes(2, "little") + (who % 2**32).to_bytes(4, "little")
        for tag, right, who in entries
    )
    try:
        os.setxattr(path, "system.posix_acl_access", access)
        os.setxattr(path, "user.note", b"mine")
    except OSError:
        pytest.skip("no access lists on this file system")
    assert write_whole(path, b"new") is None
    assert os.getxattr(path, "system.posix_acl_access") == access
    assert os.getxattr(path, "user.note") == b"mine"
    # Of a file with a list these bits are its mask: alone, they would let the group in.
    assert mode(path) == 0o660


@pytest.mark.parametrize(
    ("bits", "lost", "kept"),
    [
        (0o640, "group", 0o600),
        (0o644, "group", 0o644),
        (0o6755, "owner", 0o755),
        (0o600, "owner", 0o600),
        (0o2750, "group", 0o700),
    ],
)
def test_nobody_else_gets_in_where_owner_or_group_cannot_be_kept(
    plain: Workspace, monkeypatch: pytest.MonkeyPatch, bits: int, lost: str, kept: int
) -> None:
    path = plain.write("a.key", b"old")
    os.chmod(path, bits)
    real_stat = os.stat

    def of_others(*arguments: object, **options: object) -> os.stat_result:
        fields = list(real_stat(*arguments, **options))  # type: ignore[arg-type]
        fields[stat.ST_UID if lost == "owner" else stat.ST_GID] += 1
        return os.stat_result(fields)

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", of_others)
        patched.setattr(os, "fchown", refused)
        assert write_whole(path, b"new") is None
    assert (content(path), mode(path)) == (b"new", kept)


def test_a_new_file_has_the_rights_that_are_asked_for(plain: Workspace) -> None:
    assert write_set([Change(plain.at("a.key"), b"new", mode=0o600)]) is None
    assert mode(plain.at("a.key")) == 0o600
    os.chmod(plain.at("a.key"), 0o640)
    assert write_set([Change(plain.at("a.key"), b"newer", mode=0o600)]) is None
    assert mode(plain.at("a.key")) == 0o640


def test_nobody_may_read_a_copy_before_it_has_its_rights(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    os.chmod(plain.write("a.key", b"old"), 0o640)
    seen: list[int] = []
    real_write = os.write

    def looking(descriptor: int, data: bytes) -> int:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return real_write(descriptor, data)

    monkeypatch.setattr(os, "write", looking)
    assert write_set([Change(plain.at("a.key"), b"new"), Change(plain.at("b.key"), b"new", mode=0o640)]) is None
    assert seen == [0o600, 0o600]


# -- sets -------------------------------------------------------------------------------------------------------------


def test_new_files_come_first_and_each_group_in_its_order(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b", "d"):
        plain.write(name, b"old")
    order: list[str] = []
    real_replace = os.replace

    def noting(source: str, target: str, **options: int) -> None:
        order.append(target)
        real_replace(source, target, **options)

    monkeypatch.setattr(os, "replace", noting)
    assert write_set([Change(plain.at(name), b"new") for name in "dcba"]) is None
    assert order == ["c", "a", "d", "b"]
    assert sorted(os.listdir(plain.path)) == ["a", "b", "c", "d"]


def test_nothing_changes_when_one_of_them_cannot_be_written(plain: Workspace) -> None:
    plain.write("a", b"old")
    os.mkdir(plain.at("folder"))
    for name, why in (("folder", "is a directory"), ("missing/x", "no such file or directory"), ("a", "")):
        changes = [Change(plain.at("new"), b"new"), Change(plain.at("a"), b"new"), Change(plain.at(name), b"new")]
        fault = write_set(changes)
        assert fault == Fault(f"cannot be written: {why or 'is to get two contents'}", plain.at(name))
        assert sorted(os.listdir(plain.path)) == ["a", "folder"]
        assert content(plain.at("a")) == b"old"


def test_a_file_that_must_be_new_overwrites_nothing(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plain.write("a", b"old")
    assert write_set([Change(path, b"new", only_new=True)]) == Fault("cannot be written: is there already", path)
    late = plain.at("late")
    real_link = os.link

    def too_late(source: str, target: str, **options: int) -> None:
        plain.write("late", b"of somebody else")
        real_link(source, target, src_dir_fd=options["src_dir_fd"], dst_dir_fd=options["dst_dir_fd"])

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", too_late)
        fault = write_set([Change(late, b"new", only_new=True)])
    assert fault == Fault("cannot be written: file exists", late)
    assert sorted(os.listdir(plain.path)) == ["a", "late"]
    assert content(late) == b"of somebody else"


def test_where_there_are_no_hard_links_a_new_file_is_renamed(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    assert write_set([Change(plain.at("a"), b"new", only_new=True)]) is None
    assert (content(plain.at("a")), os.listdir(plain.path)) == (b"new", ["a"])

    def and_somebody_is_faster(*_: object, **__: object) -> None:
        plain.write("b", b"of somebody else")
        refused()

    monkeypatch.setattr(os, "link", and_somebody_is_faster)
    fault = write_set([Change(plain.at("b"), b"new", only_new=True)])
    assert fault == Fault("cannot be written: file exists", plain.at("b"))
    assert content(plain.at("b")) == b"of somebody else"


def test_no_changes_are_none() -> None:
    assert write_set([]) is None


# -- full disks and signals -------------------------------------------------------------------------------------------


def test_a_disk_that_is_full_at_any_byte(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plain.write("a", b"old")
    data = b"sixteen bytes..."
    real_write = os.write
    for room in range(len(data) + 1):
        free = room

        def writing(descriptor: int, left: bytes) -> int:
            nonlocal free
            if not free:
                raise OSError(28, "No space left on device")
            written = real_write(descriptor, left[:free])
            free -= written
            return written

        with monkeypatch.context() as patched:
            patched.setattr(os, "write", writing)
            fault = write_whole(path, data)
        full = room < len(data)
        assert (fault is not None) is full
        assert content(path) == (b"old" if full else data)
        assert os.listdir(plain.path) == ["a"]


@pytest.mark.parametrize("piece", [1, 3])
def test_a_system_that_writes_in_pieces(plain: Workspace, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    real_write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, left: real_write(descriptor, left[:piece]))
    assert write_whole(plain.at("a"), b"0123456789") is None
    assert content(plain.at("a")) == b"0123456789"


def test_a_system_that_writes_nothing_is_not_asked_for_ever(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 0)
    assert write_whole(plain.at("a"), b"new") == Fault("cannot be written: input/output error", plain.at("a"))


def test_a_limit_on_the_size_of_files_is_met_as_a_full_disk_is(plain: Workspace) -> None:
    path = plain.write("a", b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        fault = write_whole(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert fault == Fault("cannot be written: file too large", path)
    assert (content(path), os.listdir(plain.path)) == (b"old", ["a"])


def test_signals_do_not_cut_a_write_short(plain: Workspace) -> None:
    pipe = plain.at("pipe")
    os.mkfifo(pipe)
    data = bytes(range(256)) * 4096
    slow = "import sys, time; time.sleep(0.05); sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"
    rung: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with subprocess.Popen([sys.executable, "-S", "-c", slow, pipe], stdout=subprocess.PIPE) as process:
            signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005)
            assert write_whole(pipe, data) is None
            signal.setitimer(signal.ITIMER_REAL, 0)
            os.close(reader)
            assert process.communicate(timeout=20)[0] == data
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert rung


# -- what is left behind ----------------------------------------------------------------------------------------------


def test_names_of_temporary_files() -> None:
    assert is_temporary(temporary_name())
    assert is_temporary(f"/a/b/{temporary_name()}")
    for name in (".pemlint-.tmp", ".pemlint-0123456789abcdeF.tmp", ".pemlint-0123456789abcdef0.tmp", "a.tmp", ".tmp"):
        assert not is_temporary(name)


def test_what_somebody_is_writing_is_not_cleared_away(plain: Workspace) -> None:
    with Staged(plain.at("a")) as staged:
        staged.fill(b"new", None)
        assert write_whole(plain.at("b"), b"new") is None
        staged.place()
    assert (content(plain.at("a")), sorted(os.listdir(plain.path))) == (b"new", ["a", "b"])


def test_what_is_not_ours_is_not_cleared_away(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = plain.write("victim", b"old")
    link, pipe, other = (plain.at(temporary_name()) for _ in range(3))
    os.symlink(victim, link)
    os.mkfifo(pipe)
    plain.write(other, b"of another user")
    real_fstat = os.fstat

    def of_another(descriptor: int) -> os.stat_result:
        fields = list(real_fstat(descriptor))
        fields[stat.ST_UID] += 1
        return os.stat_result(fields)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fstat", of_another)
        patched.setattr(os, "fchown", lambda *_: None)
        assert write_whole(plain.at("a"), b"new") is None
    assert sorted(os.listdir(plain.path)) == sorted(["a", "victim", *map(os.path.basename, (link, pipe, other))])
    assert write_whole(plain.at("a"), b"newer") is None
    assert sorted(os.listdir(plain.path)) == sorted(["a", "victim", *map(os.path.basename, (link, pipe))])


def test_somebody_who_clears_away_too_soon_does_no_harm(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between making a temporary file and locking it, another run takes it for one that was left behind."""
    real_open = os.open
    taken: list[str] = []

    def opening(name: str, flags: int, *rest: int, **options: int) -> int:
        descriptor = real_open(name, flags, *rest, **options)
        if flags & os.O_EXCL and len(taken) < 3:
            taken.append(name)
            os.unlink(plain.at(name))
        return descriptor

    monkeypatch.setattr(os, "open", opening)
    assert write_whole(plain.at("a"), b"new") is None
    assert len(taken) == 3
    assert (content(plain.at("a")), os.listdir(plain.path)) == (b"new", ["a"])


def test_what_was_left_is_not_read_unless_it_is_committed(workspace: Workspace) -> None:
    left = temporary_name()
    workspace.write(left)
    workspace.write(f"sub/{left}")
    workspace.write("a.pem")
    workspace.manifest("x.bundle.toml", "a.pem")
    for argument in (".", "a.pem", "sub"):
        assert left not in str(workspace.collect(argument).sources)
    assert targets(workspace.collect(left)) == [left]
    if workspace.is_repository:
        workspace.git("add", "--all")
        assert left in targets(workspace.collect("."))


WRITER = """
import sys
from pemlint.files import write_whole
for index in range(60):
    fault = write_whole(sys.argv[1], b"%d" % index)
    assert fault is None, fault
"""


def test_several_processes_may_write_to_one_folder(plain: Workspace) -> None:
    path = plain.write("shared", BLOCK)
    names = [plain.at("own"), path, path]
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, name], stderr=subprocess.PIPE) for name in names]
    for writer in writers:
        _, said = writer.communicate(timeout=60)
        assert (writer.returncode, said) == (0, b"")
    assert sorted(os.listdir(plain.path)) == ["own", "shared"]
    assert content(path) == b"59"
