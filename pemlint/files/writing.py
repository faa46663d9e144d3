"""Writing files, the only place that does: each one gets all of its new content, or keeps all of its old one."""

from __future__ import annotations

import contextlib
import os
import stat

from pemlint.files.links import LEADS_OUT, leads_out
from pemlint.files.naming import shown
from pemlint.files.reading import refusal
from pemlint.model import Fault
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pemlint.files.staging import Staged

__all__ = ["Change", "write_set", "write_whole"]

# Without O_NONBLOCK, a pipe that nobody reads would hang the run.
_INTO = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0)


class Change(NamedTuple):
    """The content that a file is to have."""

    path: str
    data: bytes
    #: there must be no such file yet
    only_new: bool = False
    #: permission bits of a file that is new, as 0o600 for a key; None: what the umask leaves
    mode: int | None = None


class _RefusedError(Exception):
    """What is not written, for a reason that the operating system does not know; the text is that reason."""


def write_whole(path: str, data: bytes) -> Fault | None:
    """Give a file this content, in one step: whoever reads it sees all of the old bytes or all of the new ones.

    Mode bits, access list and (where permitted) the owner stay; on failure the old content stays, and no temporary
    file is left. A symbolic link stays and the file behind it changes, unless the link lies in a repository and leads
    out of it. Another name of the same file (a hard link) keeps the old content. A device or a pipe cannot be replaced
    and is written to.
    """
    return write_set((Change(path, data),))


def write_set(changes: Sequence[Change]) -> Fault | None:
    """Give several files their content: nothing changes before all of it is on the disk under other names.

    Then they take their places, the new files first, each in the order given, so that an interrupted run leaves
    nothing that names a file which is not there. The Fault names the file that could not be written: those after it
    in that order have their old content, and those before it the new one.
    """
    at = ""
    try:
        with contextlib.ExitStack() as stack:
            streams: list[Change] = []
            new: list[tuple[Change, Staged]] = []
            old: list[tuple[Change, Staged]] = []
            for change in changes:
                at = change.path
                if _is_stream(at):
                    streams.append(change)
                    continue
                staged = stack.enter_context(_staged(change, [each for _, each in (*new, *old)]))
                staged.fill(change.data, change.mode)
                (new if staged.is_new else old).append((change, staged))
            # After all that can fail without a trace: what went through a pipe cannot be taken back.
            for change in streams:
                at = change.path
                _write_into(at, change.data)
            for group in (new, old):
                for change, staged in group:
                    at = change.path
                    staged.place(only_new=change.only_new)
                for _, staged in group:
                    staged.sync_folder()
    except _RefusedError as refused:
        return Fault(f"cannot be written: {refused}", shown(at))
    except (OSError, ValueError) as error:
        return Fault(f"cannot be written: {refusal(error).detail}", shown(at))
    return None


def _staged(change: Change, others: list[Staged]) -> Staged:
    from pemlint.files.staging import Staged

    path = os.path.abspath(change.path)
    # Through a link to what is behind it: to replace the link itself would tear the two apart.
    real = os.path.realpath(path)
    if leads_out(path, real):
        raise _RefusedError(LEADS_OUT.detail)
    if any(real == other.target for other in others):
        raise _RefusedError("is to get two contents")
    staged = Staged(real)
    if change.only_new and not staged.is_new:
        raise _RefusedError("is there already")
    return staged


def _is_stream(path: str) -> bool:
    """Whether a path leads to a pipe or to a device that takes bytes one after the other."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def _write_into(path: str, data: bytes) -> None:
    from pemlint.files.staging import write_all

    descriptor = os.open(path, _INTO)
    try:
        os.set_blocking(descriptor, True)
        write_all(descriptor, data)
    finally:
        os.close(descriptor)
