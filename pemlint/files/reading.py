"""Reading files: regular ones only, within limits, and never with an exception."""

from __future__ import annotations

import errno
import os
import stat

from pemlint.files.folders import Folders
from pemlint.files.naming import shown
from pemlint.model import Fault
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    #: the modes of files that were read, by their paths
    Modes = dict[str, int]
    _T = TypeVar("_T")

__all__ = [
    "CHUNK",
    "FILE_LIMIT",
    "FLAGS",
    "NEEDLE",
    "SEARCH_LIMIT",
    "SPECIAL",
    "Unread",
    "has_block",
    "read",
    "read_embedded",
    "read_file",
    "read_listed",
    "refusal",
    "too_large",
]

#: bytes; a larger file is not read: 100,000 certificates with RSA keys of 2,048 bits take 170 MiB as PEM
FILE_LIMIT = 256 * 1024 * 1024
#: bytes; how far a file that is not TLS by its name is searched for a first block; a larger one that has it is not read
SEARCH_LIMIT = 16 * 1024 * 1024
#: how often a file is read again that has changed meanwhile
_ATTEMPTS = 3

CHUNK = 256 * 1024
NEEDLE = b"-----BEGIN"
#: a file whose size is not known in advance (as in /proc) is read in pieces of this many bytes
_PIECE = 4096
# Without O_NONBLOCK, a pipe that took the place of the file since it was looked at would hang the run; with O_NOCTTY, a
# terminal that did cannot become that of the process.
FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


class Unread(NamedTuple):
    """Why a file was not read."""

    #: ``missing``, ``outside``, ``directory``, ``unreadable``, ``special``, ``too-large`` or ``changing``; of what only
    #: folders hold and nobody declares, also ``broken-link`` and ``too-deep``
    reason: str
    #: the same in plain words
    detail: str


_DIRECTORY = Unread("directory", "is a directory")
_LINK = Unread("unreadable", "is a symbolic link that leads nowhere, or was none when it was looked at")
_CHANGING = Unread("changing", "changes while it is read")
SPECIAL = Unread("special", "is not a regular file")


def too_large(limit: int) -> Unread:
    """The refusal of a file with more bytes than ``limit``."""
    return Unread("too-large", f"is larger than {limit // 1024 // 1024} MiB")


_REASONS = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.ENAMETOOLONG: "missing",
    errno.EISDIR: "directory",
}


def refusal(error: OSError | ValueError) -> Unread:
    """What an exception of the operating system means for the file."""
    if isinstance(error, OSError) and error.errno is not None:
        return Unread(_REASONS.get(error.errno, "unreadable"), os.strerror(error.errno).lower())
    # Python refuses a name with a NUL character, or with one that the file system cannot encode, by itself.
    return Unread("missing", "is not a possible file name")


def has_block(data: bytes) -> bool:
    """Whether a file that is not TLS by its name is text in which a PEM block may begin."""
    return NEEDLE in data[:SEARCH_LIMIT] and b"\0" not in data[:CHUNK]


def read(path: str, folders: Folders | None = None, modes: Modes | None = None) -> bytes | Unread:
    """The whole content of a regular file of at most ``FILE_LIMIT`` bytes.

    ``path`` is absolute and resolved: of a link that stands in it by now, nothing is read. Whoever reads many files
    hands in the same ``folders``. ``modes`` gets the mode of the file, by its path.
    """
    return _opened(path, folders, _whole, modes)


def read_embedded(path: str, folders: Folders | None = None, modes: Modes | None = None) -> bytes | Unread | None:
    """As ``read``, the content of a text file in which a PEM block may begin; None for any other file."""
    return _opened(path, folders, _searched, modes)


def read_listed(folder: int, name: str) -> tuple[bytes, int] | None:
    """The content and the mode of what an open folder lists as a regular file, if it is small and stays as it is.

    None tells nothing: ``read`` does.
    """
    try:
        descriptor = os.open(name, FLAGS, dir_fd=folder)
    except OSError:
        return None
    try:
        before = os.fstat(descriptor)
        size = before.st_size
        if size > CHUNK or not stat.S_ISREG(before.st_mode):
            return None
        data = os.read(descriptor, size + 1)
        after = os.fstat(descriptor)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    rests = len(data) == size == after.st_size and before.st_mtime_ns == after.st_mtime_ns
    return (data, before.st_mode) if rests else None


def read_file(path: str) -> bytes | Fault:
    """The content of a file that somebody named (a configuration, a profile, a baseline), links followed."""
    try:
        data = read(os.path.realpath(path))
    except (OSError, ValueError) as error:
        data = refusal(error)
    return Fault(data.detail, shown(path)) if isinstance(data, Unread) else data


def _opened(path: str, folders: Folders | None, consume: Callable[[int, int], _T], modes: Modes | None) -> _T | Unread:
    """What ``consume`` makes of the descriptor and the size of a regular file that stays as it is meanwhile."""
    if folders is None:
        folders = Folders()
        try:
            return _opened(path, folders, consume, modes)
        finally:
            folders.close()
    try:
        folder, name = folders.split(path)
        for _ in range(_ATTEMPTS):
            # Looked at before it is opened: to open a device or a pipe may already have an effect.
            unfit = _unfit(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
            if unfit is not None:
                return unfit
            descriptor = os.open(name, FLAGS, dir_fd=folder)
            try:
                before = os.fstat(descriptor)
                found = _unfit(before.st_mode) or consume(descriptor, before.st_size)
                after = os.fstat(descriptor)
            finally:
                os.close(descriptor)
            if isinstance(found, Unread) or (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
                if modes is not None:
                    modes[path] = before.st_mode
                return found
    except (OSError, ValueError) as error:
        return refusal(error)
    return _CHANGING


def _unfit(mode: int) -> Unread | None:
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISLNK(mode):
        return _LINK
    return _DIRECTORY if stat.S_ISDIR(mode) else SPECIAL


def _next(descriptor: int, left: int) -> bytes:
    """The next piece. A buffer as large as what is left, and no larger, is several times faster than a fixed one."""
    return os.read(descriptor, min(CHUNK, left + 1 if left > 0 else _PIECE))


def _whole(descriptor: int, size: int) -> bytes | Unread:
    if size > FILE_LIMIT:
        return too_large(FILE_LIMIT)
    pieces: list[bytes] = []
    length = 0
    while piece := _next(descriptor, size - length):
        pieces.append(piece)
        length += len(piece)
        if length > FILE_LIMIT:
            return too_large(FILE_LIMIT)
        if length == size:
            break  # of one that has grown since, the size tells
    return b"".join(pieces)


def _searched(descriptor: int, size: int) -> bytes | Unread | None:
    pieces: list[bytes] = []
    length = 0
    found = False
    tail = b""
    while piece := _next(descriptor, size - length):
        if not pieces and b"\0" in piece:
            return None
        pieces.append(piece)
        length += len(piece)
        if not found:
            window = tail + piece
            found = NEEDLE in window
            tail = window[1 - len(NEEDLE) :]
        if not found and length >= SEARCH_LIMIT:
            return None
        if found and max(size, length) > SEARCH_LIMIT:
            return too_large(SEARCH_LIMIT)
        if length == size:
            break
    return b"".join(pieces) if found else None
