"""What every section is given: where trees are, what is run, and how often."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.process import BenchmarkError, Command, interleaved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.process import Sample

#: every measurement judges validity at this time, at which the generated certificates are valid
NOW: Final = "2026-06-01T00:00:00Z"
_HERE: Final = os.path.dirname(os.path.abspath(__file__))


class Bench(NamedTuple):
    """A run of benchmarks."""

    #: the folder in which trees are kept; outside of any repository
    scratch: str
    #: factor on the rounds of each measurement
    patience: float = 1.0
    #: the largest sizes too, which take minutes
    full: bool = False
    #: a folder with programs to compare with, before those of the environment and the search path
    peers: str = ""

    def tree(self, kind: str, size: int = 0) -> str:
        """The folder of a generated tree; made in a process of its own, since the memory of a parent counts.

        Raises:
            BenchmarkError: when it cannot be made.

        """
        arguments = [sys.executable, "-m", "benchmarks.trees.make", self.scratch, kind, str(size)]
        try:
            made = subprocess.run(
                arguments, cwd=os.path.dirname(_HERE), check=True, stdout=subprocess.PIPE, encoding="utf-8"
            )
        except subprocess.CalledProcessError as error:
            raise BenchmarkError(f"the tree {kind} could not be made") from error
        return made.stdout.strip()

    def measure(self, commands: Mapping[str, Command], rounds: int) -> dict[str, Sample]:
        """The medians of interleaved runs."""
        return interleaved(commands, max(1, round(rounds * self.patience)))

    def program(self, name: str) -> str:
        """The path of a program to compare with; empty when it is not present."""
        path = os.pathsep.join(filter(None, (self.peers, _scripts(), os.environ.get("PATH", ""))))
        return shutil.which(name, path=path) or ""


def _scripts() -> str:
    return os.path.dirname(sys.executable)


def python(folder: str, *arguments: str) -> Command:
    """This environment's own interpreter."""
    return Command((sys.executable, *arguments), folder, (0,))


def script(name: str) -> str:
    """A script of this folder."""
    return os.path.join(_HERE, name)


def check(folder: str, *arguments: str) -> Command:
    """``pemlint check`` as users run it: by the installed script of this environment."""
    return Command((os.path.join(_scripts(), "pemlint"), "check", "--now", NOW, *arguments), folder)


def offers(option: str) -> bool:
    """Whether ``pemlint check`` has an option."""
    shown = subprocess.run(
        [os.path.join(_scripts(), "pemlint"), "check", "--help"], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return option in shown.stdout
