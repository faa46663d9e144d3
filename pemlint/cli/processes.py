"""Several processes that share the work of one run.

Raw forks: a pool of the standard library takes longer to start than most runs take as a whole. Children see what was
read by copy on write, and hand back bytes through a pipe. A child that dies takes the whole run with it: what it would
have found is unknown.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from functools import partial

from pemlint.cli import UnableError
from pemlint.policy import ConfigurationError
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    _T = TypeVar("_T")

__all__ = ["Processes", "available", "team"]


#: beyond this many the part of the work that cannot be shared is all that is left
_MOST = 16
_HEAD = 8
_PIECE = 1 << 20
_DONE, _FAILED, _REFUSED = b"+", b"-", b"!"


class Processes:
    """So many processes, this one among them."""

    __slots__ = ("count",)

    def __init__(self, count: int) -> None:
        self.count = count

    def __call__(
        self, work: Callable[[int], _T], pack: Callable[[_T], bytes], unpack: Callable[[bytes], _T]
    ) -> list[_T]:
        """Do the work of each number below ``count``, that of 0 in this process, and give the results in that order.

        Raises UnableError where a child dies or fails, and whatever the work of 0 raises; no child is left behind.
        """
        children: list[_Child] = []
        try:
            for number in range(1, self.count):
                children.append(_start(partial(_packed, work, pack, number), children))
            results = [work(0)]
            results += [unpack(_result(child)) for child in children]
        finally:
            for child in children:
                _end(child)
        return results


def _packed(work: Callable[[int], _T], pack: Callable[[_T], bytes], number: int) -> bytes:
    return pack(work(number))


class _Child(NamedTuple):
    pid: int
    #: where its result comes from
    pipe: int


def available() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def team(count: int) -> Processes | None:
    """So many processes, within reason; None where there is one alone, or the system cannot fork."""
    return Processes(min(count, _MOST)) if count > 1 and hasattr(os, "fork") else None


def _start(work: Callable[[], bytes], others: list[_Child]) -> _Child:
    sys.stdout.flush()
    sys.stderr.flush()
    source, sink = os.pipe()
    pid = os.fork()
    if pid:
        os.close(sink)
        return _Child(pid, source)
    status = 1
    try:
        gc.disable()
        for descriptor in (source, *(other.pipe for other in others)):
            os.close(descriptor)
        _send(sink, work)
        status = 0
    finally:
        # Whatever happens, a child never goes on with what its parent was about to do.
        os._exit(status)


def _send(sink: int, work: Callable[[], bytes]) -> None:
    """Write the result of the work, or what kind of exception it ended with."""
    try:
        mark, data = _DONE, work()
    except KeyboardInterrupt:
        raise
    except ConfigurationError as error:
        mark, data = _REFUSED, str(error).encode("utf-8", "surrogatepass")
    except BaseException as error:  # noqa: BLE001 - its parent tells it
        if os.environ.get("PEMLINT_TRACEBACK"):
            sys.excepthook(*sys.exc_info())
            sys.stderr.flush()
        mark, data = _FAILED, type(error).__name__.encode()
    left = memoryview(mark + len(data).to_bytes(_HEAD, "big") + data)
    while left:
        left = left[os.write(sink, left) :]


def _result(child: _Child) -> bytes:
    pieces = []
    while piece := os.read(child.pipe, _PIECE):
        pieces.append(piece)
    data = b"".join(pieces)
    mark, size, rest = data[:1], int.from_bytes(data[1 : 1 + _HEAD], "big"), data[1 + _HEAD :]
    if len(data) <= _HEAD or len(rest) != size:
        message = "a process of the run was ended from outside, so that nothing is known; --jobs 1 does without"
        raise UnableError(message)
    if mark == _REFUSED:
        raise ConfigurationError(rest.decode("utf-8", "surrogatepass"))
    if mark == _FAILED:
        message = f"internal error, {rest.decode()}; please report it (PEMLINT_TRACEBACK=1 shows where)"
        raise UnableError(message)
    return rest


def _end(child: _Child) -> None:
    """Take leave of a child: one that is not done has nobody left to work for."""
    os.close(child.pipe)
    with suppress(ProcessLookupError):
        os.kill(child.pid, 9)
    with suppress(ChildProcessError):
        os.waitpid(child.pid, 0)
