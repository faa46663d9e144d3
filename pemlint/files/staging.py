"""New contents beside the files that they are for, until they take their places in one step each.

A temporary file has a name of ours and is locked by whoever writes it. So one that a killed run has left behind is
known for what it is: it is not read, and the next writer in the folder removes it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat

from pemlint.files.folders import Folders
from pemlint.files.naming import is_temporary, temporary_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

__all__ = ["Staged", "write_all"]

_OWN = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | _OWN
_LEFT = os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | _OWN
_TO_LIST = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
#: how often a name is tried that somebody takes away
_ATTEMPTS = 8
#: errors that say that a file system has no hard links, or no more of them
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL}
#: what else decides who may read a file: access lists, the label of SELinux, and the notes of users
_ATTRIBUTES = ("system.posix_acl_access", "security.selinux", "user.")


class Staged:
    """The new content of one file. Use it as a context: what has not taken its place by the end is removed."""

    __slots__ = ("_descriptor", "_folder", "_folders", "_listing", "_name", "_old", "_temporary", "target")

    def __init__(self, target: str) -> None:
        """Look for the file, whose path is absolute and resolved, and clear away what killed runs left beside it.

        Raises OSError where there is something else than a regular file, or no folder to write it to.
        """
        self.target = target
        self._temporary = ""
        self._descriptor: int | None = None
        self._listing: int | None = None
        self._folders = Folders()
        try:
            self._folder, self._name = self._folders.split(target)
            self._old = _status(self._name, self._folder)
            self._sweep()
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
        if self._temporary:
            with contextlib.suppress(OSError):
                os.unlink(self._temporary, dir_fd=self._folder)
        if self._listing is not None:
            with contextlib.suppress(OSError):
                os.close(self._listing)
        self._folders.close()

    @property
    def is_new(self) -> bool:
        """Whether there was no such file when it was looked for."""
        return self._old is None

    def fill(self, data: bytes, mode: int | None) -> None:
        """Write the content to a temporary file, and make it last. ``mode``: of a file that is new."""
        # A copy is private until it has the rights of the file that it replaces.
        descriptor = self._create(0o600 if self._old is not None or mode is not None else 0o666)
        write_all(descriptor, data)
        if self._old is not None:
            self._take_after(descriptor, self._old)
        elif mode is not None and hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)
        os.fsync(descriptor)

    def place(self, *, only_new: bool = False) -> None:
        """Give the content the name of the file, in one step; with ``only_new`` not if there is one by now."""
        if os.name == "nt":  # which renames nothing that is open
            self._close()
        if only_new and self._link():
            return
        os.replace(self._temporary, self._name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        self._temporary = ""

    def sync_folder(self) -> None:
        """Make the new name last through a power failure, where a folder can be synchronised."""
        if self._listing is not None:
            with contextlib.suppress(OSError):
                os.fsync(self._listing)

    def _link(self) -> bool:
        """Take the place by a second name, which fails where there is a file; False where links are not to be had."""
        try:
            os.link(self._temporary, self._name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if _status(self._name, self._folder) is not None:
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
            return False
        # The second name goes when everything else does.
        return True

    def _create(self, mode: int) -> int:
        for _ in range(_ATTEMPTS):
            # Noted before it is there: an interrupt may come at any moment.
            self._temporary = self._beside(temporary_name())
            self._descriptor = os.open(self._temporary, _NEW, mode, dir_fd=self._folder)
            if _is_ours(self._descriptor):
                return self._descriptor
            self._close()
            with contextlib.suppress(OSError):
                os.unlink(self._temporary, dir_fd=self._folder)
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    def _sweep(self) -> None:
        """Remove the temporary files in the folder that nobody is writing."""
        with contextlib.suppress(OSError):
            here = os.curdir if self._folder is not None else os.path.dirname(self.target)
            self._listing = os.open(here, _TO_LIST, dir_fd=self._folder)
        with contextlib.suppress(OSError):
            where = os.path.dirname(self.target) if self._listing is None else self._listing
            for name in filter(is_temporary, os.listdir(where)):
                with contextlib.suppress(OSError):
                    self._remove(self._beside(name))

    def _remove(self, left: str) -> None:
        descriptor = os.open(left, _LEFT, dir_fd=self._folder)
        try:
            status = os.fstat(descriptor)
            if stat.S_ISREG(status.st_mode) and (not hasattr(os, "geteuid") or status.st_uid == os.geteuid()):
                _lock(descriptor)
                os.unlink(left, dir_fd=self._folder)
        finally:
            os.close(descriptor)

    def _beside(self, name: str) -> str:
        return name if self._folder is not None else os.path.join(os.path.dirname(self.target), name)

    def _take_after(self, descriptor: int, old: os.stat_result) -> None:
        """Give the copy the owner, the access list and the mode of the old file; no one else may read it."""
        mode = stat.S_IMODE(old.st_mode)
        if hasattr(os, "fchown"):
            # Owner first: a change of owner clears the set-id bits.
            now = os.fstat(descriptor)
            for uid in (old.st_uid, -1):
                if (now.st_uid, now.st_gid) != (old.st_uid, old.st_gid):
                    with contextlib.suppress(PermissionError):
                        os.fchown(descriptor, uid, old.st_gid)
                    now = os.fstat(descriptor)
            if now.st_uid != old.st_uid:
                mode &= ~(stat.S_ISUID | stat.S_ISGID)
            if now.st_gid != old.st_gid and not mode & stat.S_IRWXO:
                mode &= ~(stat.S_IRWXG | stat.S_ISGID)
        self._copy_attributes(descriptor)
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)

    def _copy_attributes(self, descriptor: int) -> None:
        if not hasattr(os, "listxattr"):
            return
        with contextlib.suppress(OSError):
            source = os.open(self._name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _OWN, dir_fd=self._folder)
            try:
                for name in os.listxattr(source):
                    if name.startswith(_ATTRIBUTES):
                        with contextlib.suppress(OSError):
                            os.setxattr(descriptor, name, os.getxattr(source, name))
            finally:
                os.close(source)

    def _close(self) -> None:
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            # Whatever could still go wrong with the content was said when it was synchronised.
            with contextlib.suppress(OSError):
                os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Write everything, in as many pieces as the system wants."""
    left = memoryview(data)
    while left:
        written = os.write(descriptor, left)
        if not written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        left = left[written:]


def _is_ours(descriptor: int) -> bool:
    """Lock a file that was just made; False if somebody who clears away what is left took it for that before."""
    try:
        _lock(descriptor)
    except BlockingIOError:
        return False
    except OSError:
        # No locks here: then nobody clears away either.
        return True
    return os.fstat(descriptor).st_nlink > 0


def _status(name: str, folder: int | None) -> os.stat_result | None:
    """What the file is, None where there is none. Raises OSError where it is not a regular one."""
    try:
        found = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None
    if stat.S_ISREG(found.st_mode):
        return found
    reason = {stat.S_IFDIR: errno.EISDIR, stat.S_IFLNK: errno.ELOOP}.get(stat.S_IFMT(found.st_mode), errno.EINVAL)
    raise OSError(reason, os.strerror(reason))


def _lock(descriptor: int) -> None:
    """Say that a file is being written. Raises OSError where somebody else does so, or nobody can."""
    try:
        import fcntl
    except ImportError:  # Windows, where nobody can remove what somebody has open
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
