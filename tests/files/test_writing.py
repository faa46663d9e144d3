"""Writing: all of the new content, or all of the old."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from pemlint.files import write_whole
from pemlint.model import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def mode(path: Path) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)


def test_a_new_file_gets_what_the_umask_leaves(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    before = os.umask(0o027)
    try:
        assert write_whole(str(path), b"{}") is None
    finally:
        os.umask(before)
    assert (path.read_bytes(), mode(path)) == (b"{}", 0o640)
    assert os.listdir(tmp_path) == ["report.json"]


@pytest.mark.parametrize("bits", [0o600, 0o644, 0o755, 0o400, 0o2640])
def test_mode_bits_stay(tmp_path: Path, bits: int) -> None:
    path = tmp_path / "a.key"
    path.write_bytes(b"old")
    path.chmod(bits)
    assert write_whole(str(path), b"new") is None
    assert (path.read_bytes(), mode(path)) == (b"new", bits)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.pem"
    path.write_bytes(b"old")
    os.chown(path, 1234, 2345)
    path.chmod(0o4755)
    assert write_whole(str(path), b"new") is None
    status = os.stat(path)
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 2345, 0o4755)


def test_an_owner_that_cannot_be_kept_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pem"
    path.write_bytes(b"old")
    real_fstat = os.fstat

    def of_another(descriptor: int) -> os.stat_result:
        fields = list(real_fstat(descriptor))
        fields[stat.ST_UID] += 1
        return os.stat_result(fields)

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fstat", of_another)
    monkeypatch.setattr(os, "fchown", refused)
    assert write_whole(str(path), b"new") is None
    assert path.read_bytes() == b"new"


def test_a_link_stays_and_its_target_changes(tmp_path: Path) -> None:
    target = tmp_path / "versions" / "1.pem"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link = tmp_path / "current.pem"
    link.symlink_to("versions/1.pem")
    assert write_whole(str(link), b"new") is None
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_the_longest_name(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    assert write_whole(str(path), b"new") is None
    assert write_whole(str(path), b"newer") is None
    assert path.read_bytes() == b"newer"


def test_much_data_is_written_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytes(range(256)) * 10
    real_write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, left: real_write(descriptor, left[:100]))
    path = tmp_path / "a"
    assert write_whole(str(path), data) is None
    assert path.read_bytes() == data


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("step", ["write", "fsync", "replace", "fchmod"])
def test_a_failure_leaves_the_old_content_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.pem"
    path.write_bytes(b"old")
    with monkeypatch.context() as patched:
        patched.setattr(os, step, failing(OSError(28, "No space left on device")))
        fault = write_whole(str(path), b"new")
    assert fault == Fault("cannot be written: no space left on device", str(path))
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"old", ["a.pem"])


@pytest.mark.parametrize("step", ["write", "replace"])
def test_an_interrupt_leaves_the_old_content_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.pem"
    path.write_bytes(b"old")
    with monkeypatch.context() as patched:
        patched.setattr(os, step, failing(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            write_whole(str(path), b"new")
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"old", ["a.pem"])


def test_paths_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("missing/a.pem", "file/a.pem", "a\0b", "loop"):
        fault = write_whole(str(tmp_path / name), b"new")
        assert fault is not None
        assert fault.message.startswith("cannot be written: ")
    assert write_whole(str(tmp_path), b"new") == Fault("cannot be written: is a directory", str(tmp_path))
    assert sorted(os.listdir(tmp_path)) == ["file", "loop"]


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    # Nobody reads: it could wait for ever.
    assert write_whole(str(path), b"report") == Fault("cannot be written: no such device or address", str(path))
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write_whole(str(path), b"report") is None
        assert os.read(reader, 100) == b"report"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(os.stat(path).st_mode)


def test_the_null_device_stays_what_it_is() -> None:
    assert write_whole(os.devnull, b"report") is None
    assert not stat.S_ISREG(os.stat(os.devnull).st_mode)
