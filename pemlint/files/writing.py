"""Writing files: the whole new content or none of it."""

from __future__ import annotations

import contextlib
import os
import stat

from pemlint.files.naming import shown
from pemlint.files.reading import refusal
from pemlint.model import Fault

__all__ = ["write_whole"]

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def write_whole(path: str, data: bytes) -> Fault | None:
    """Give a file this content, in one step: whoever reads it sees all of the old bytes or all of the new ones.

    Mode bits (and, where permitted, the owner) stay; a symbolic link stays and its target changes. On failure the old
    content stays and no temporary file is left. A device or a pipe cannot be replaced and is written to.
    """
    try:
        # Through a link to its target: to replace the link itself would tear the two apart.
        target = os.path.realpath(path)
        old = _status(target)
        if old is not None and stat.S_ISDIR(old.st_mode):
            return Fault("is a directory", shown(path))
        if old is not None and not stat.S_ISREG(old.st_mode):
            _write_into(path, data)
        else:
            _replace(target, data, old)
    except (OSError, ValueError) as error:
        return Fault(f"cannot be written: {refusal(error).detail}", shown(path))
    return None


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _replace(target: str, data: bytes, old: os.stat_result | None) -> None:
    folder = os.path.dirname(target)
    # A name of its own, not one made from the file's: that one may already be as long as names can be.
    temporary = os.path.join(folder, f".pemlint-{os.urandom(8).hex()}.tmp")
    # A new file gets what the umask leaves; the copy of an old one is private until it has that one's mode.
    descriptor = os.open(temporary, _NEW, 0o666 if old is None else 0o600)
    try:
        try:
            _write_all(descriptor, data)
            if old is not None:
                _take_after(descriptor, old)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, target)
    except BaseException:
        # KeyboardInterrupt too: nothing may be left behind.
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(folder)


def _take_after(descriptor: int, old: os.stat_result) -> None:
    """Owner first: a change of owner clears the set-id bits."""
    if hasattr(os, "fchown"):
        now = os.fstat(descriptor)
        if (now.st_uid, now.st_gid) != (old.st_uid, old.st_gid):
            with contextlib.suppress(PermissionError):
                os.fchown(descriptor, old.st_uid, old.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _sync_folder(folder: str) -> None:
    """Make the new name last through a power failure, on systems where a folder can be synchronised."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write_into(path: str, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_CLOEXEC", 0))
    try:
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]
