"""Whole processes, one after the other in turn, and what each took."""

from __future__ import annotations

import os
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class BenchmarkError(Exception):
    """A measurement that would say nothing: a program failed, or a tree could not be made."""


class Command(NamedTuple):
    """A process to be measured."""

    arguments: tuple[str, ...]
    #: the folder that it runs in
    folder: str
    #: how it may end; linters tell by 1 that they have found something
    statuses: tuple[int, ...] = (0, 1)


class Sample(NamedTuple):
    """What one run took, or the median of several."""

    #: seconds from start to end
    wall: float
    #: seconds of the processor, the system's part included, of the process and all that it waited for
    cpu: float
    #: bytes of the largest process among them
    peak: float


def run(command: Command) -> Sample:
    """Run a process once, with nothing to read and its output thrown away.

    Raises:
        BenchmarkError: when it cannot be started or ends otherwise than it may.

    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}
    begin = time.perf_counter()
    child = os.fork()
    if child == 0:
        _become(command, environment)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - begin
    code = os.waitstatus_to_exitcode(status)
    if code not in command.statuses:
        raise BenchmarkError(f"{os.path.basename(command.arguments[0])} ended with {code}: {_shown(command)}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def _become(command: Command, environment: Mapping[str, str]) -> None:
    """Turn this process, a fork, into that of the command."""
    try:
        os.chdir(command.folder)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        os.execvpe(command.arguments[0], command.arguments, environment)
    finally:
        os._exit(127)


def _shown(command: Command) -> str:
    text = " ".join(command.arguments)
    return text if len(text) < 300 else f"{text[:300]} …"


def interleaved(commands: Mapping[str, Command], rounds: int) -> dict[str, Sample]:
    """The median of so many runs of each command, taken in turn after one that is not counted."""
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            sample = run(command)
            if turn:
                samples[name].append(sample)
    return {name: middle(taken) for name, taken in samples.items()}


def middle(samples: Sequence[Sample]) -> Sample:
    """The median of each figure by itself."""
    return Sample(*(median(figures) for figures in zip(*samples, strict=True)))
