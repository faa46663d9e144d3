"""Several processes that share the work of one run.

Raw forks: a pool of the standard library takes longer to start than most runs take as a whole. Children see the files
that were read by copy on write, and say in bytes through a pipe what they have to say. A child that dies takes the
whole run with it: what it would have found is unknown.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
from contextlib import contextmanager, suppress
from functools import partial

from pemlint.cli import UnableError
from pemlint.policy import ConfigurationError
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Self, TypeAlias, TypeVar

    _T = TypeVar("_T")
    #: gives what all others have to know, and how the work goes on when everybody has said so
    Begin: TypeAlias = Callable[[int], tuple[bytes, Callable[[Sequence[bytes]], _T]]]

__all__ = ["Processes", "available", "team"]


#: beyond this many the part of the work that cannot be shared is all that is left
_MOST = 16
_HEAD = 8
#: what fits into a pipe before anybody reads from it
_MOST_TURNS = 1024
_DONE, _FAILED, _REFUSED = b"+", b"-", b"!"


class Processes:
    """So many processes, this one among them."""

    __slots__ = ("_meanwhile", "count")

    def __init__(self, count: int, meanwhile: Callable[[], object] = bool) -> None:
        """``meanwhile`` is done by this process before its share of the work, while the others have begun theirs."""
        self.count = count
        self._meanwhile = meanwhile

    def __call__(
        self, work: Callable[[int], _T], pack: Callable[[_T], bytes], unpack: Callable[[bytes], _T]
    ) -> list[_T]:
        """Do the work of each number below ``count``, that of 0 in this process, and give the results in that order.

        Raises UnableError where a child dies or fails, and whatever the work of 0 raises; no child is left behind.
        """
        with _Children() as children:
            for number in range(1, self.count):
                children.start(partial(_alone, work, pack, number), number)
            self._meanwhile()
            return [work(0), *[unpack(_received(child)) for child in children]]

    def turns(self, count: int) -> _Turns:
        """The numbers below a count, each given once to one of the processes, whoever is free; made before they are."""
        return _Turns(count)

    @contextmanager
    def together(
        self, begin: Begin[_T], pack: Callable[[_T], bytes], unpack: Callable[[bytes], _T]
    ) -> Iterator[list[_T]]:
        """The results as by a call, where the processes begin with something that they tell each other; see ``Begin``.

        The children are waited for when the results have been dealt with: it takes them a while to go.
        """
        with _Children() as children:
            for number in range(1, self.count):
                children.start(partial(_share, begin, pack, number), number)
            self._meanwhile()
            told, rest = begin(0)
            said = [told, *map(_received, children)]
            for child in children:
                _tell(child, said)
            yield [rest(said), *[unpack(_received(child)) for child in children]]


class _Turns:
    """The numbers below a count, each given once to one of several processes that ask: to whoever is free."""

    __slots__ = ("_count", "_size", "_source")

    def __init__(self, count: int) -> None:
        self._count = count
        self._size = count // _MOST_TURNS + 1
        self._source, sink = os.pipe()
        starts = range(0, count, self._size)
        os.write(sink, b"".join([start.to_bytes(_HEAD, "big") for start in starts]))
        os.close(sink)

    def __iter__(self) -> Iterator[int]:
        while turn := os.read(self._source, _HEAD):
            start = int.from_bytes(turn, "big")
            yield from range(start, min(start + self._size, self._count))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._source)


class _Child(NamedTuple):
    number: int
    pid: int
    #: what it says comes from the one, what it is told goes into the other
    source: int
    sink: int


def available() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def team(count: int, meanwhile: Callable[[], object] = bool) -> Processes | None:
    """So many processes, within reason; None where there is one alone, or the system cannot fork. See Processes."""
    return Processes(min(count, _MOST), meanwhile) if count > 1 and hasattr(os, "fork") else None


class _Children(list["_Child"]):
    """The children of this process, until it takes leave of them."""

    def start(self, work: Callable[[int, int], None], number: int) -> None:
        """Start one that does the work, with what it reads from and writes to."""
        self.append(_start(work, number, self))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for child in self:
            _end(child)


def _start(work: Callable[[int, int], None], number: int, others: Iterable[_Child]) -> _Child:
    sys.stdout.flush()
    sys.stderr.flush()
    (source, child_sink), (child_source, sink) = os.pipe(), os.pipe()
    pid = os.fork()
    if pid:
        os.close(child_sink)
        os.close(child_source)
        return _Child(number, pid, source, sink)
    status = 1
    try:
        gc.disable()
        for descriptor in (source, sink, *(end for other in others for end in (other.source, other.sink))):
            os.close(descriptor)
        _safely(work, child_source, child_sink)
        status = 0
    finally:
        # Whatever happens, a child never goes on with what its parent was about to do.
        os._exit(status)


def _safely(work: Callable[[int, int], None], source: int, sink: int) -> None:
    """Do the work of a child, or tell with what kind of exception it ended."""
    try:
        work(source, sink)
    except KeyboardInterrupt:
        raise
    except ConfigurationError as error:
        _send(sink, _REFUSED, str(error).encode("utf-8", "surrogatepass"))
    except BaseException as error:  # noqa: BLE001 - its parent tells it
        if os.environ.get("PEMLINT_TRACEBACK"):
            sys.excepthook(*sys.exc_info())
            sys.stderr.flush()
        _send(sink, _FAILED, type(error).__name__.encode())


def _alone(work: Callable[[int], _T], pack: Callable[[_T], bytes], number: int, _source: int, sink: int) -> None:
    """The work of a child that needs to know nothing of the others."""
    _send(sink, _DONE, pack(work(number)))


def _share(begin: Begin[_T], pack: Callable[[_T], bytes], number: int, source: int, sink: int) -> None:
    """The work of a child: it says what the others have to know, hears what they say, and says what it found."""
    told, rest = begin(number)
    _send(sink, _DONE, told)
    said = marshal.loads(_message(source)[1])  # noqa: S302 - written by the parent
    _send(sink, _DONE, pack(rest(said)))


def _tell(child: _Child, said: list[bytes]) -> None:
    """Let a child know what all others say."""
    others = [b"" if number == child.number else each for number, each in enumerate(said)]
    with suppress(BrokenPipeError):  # one that has died is noticed when its result is missing
        _send(child.sink, _DONE, marshal.dumps(others))


def _received(child: _Child) -> bytes:
    """What a child says next. Raises UnableError where it cannot, and what it was refused."""
    mark, data = _message(child.source)
    if mark == _REFUSED:
        raise ConfigurationError(data.decode("utf-8", "surrogatepass"))
    if mark == _FAILED:
        message = f"internal error, {data.decode()}; please report it (PEMLINT_TRACEBACK=1 shows where)"
        raise UnableError(message)
    return data


def _send(sink: int, mark: bytes, data: bytes) -> None:
    left = memoryview(mark + len(data).to_bytes(_HEAD, "big") + data)
    while left:
        left = left[os.write(sink, left) :]


def _message(source: int) -> tuple[bytes, bytes]:
    """The mark and the data of the next message."""
    head = _exactly(source, 1 + _HEAD)
    return head[:1], _exactly(source, int.from_bytes(head[1:], "big"))


def _exactly(source: int, size: int) -> bytes:
    data = bytearray(size)
    left = memoryview(data)
    while left:
        count = os.readv(source, [left])
        if not count:
            message = "a process of the run was ended from outside, so that nothing is known; --jobs 1 does without"
            raise UnableError(message)
        left = left[count:]
    return bytes(data)


def _end(child: _Child) -> None:
    """Take leave of a child: one that is not done has nobody left to work for."""
    os.close(child.source)
    os.close(child.sink)
    with suppress(ProcessLookupError):
        os.kill(child.pid, 9)
    with suppress(ChildProcessError):
        os.waitpid(child.pid, 0)
