"""A large tree of text in a Git repository, beside the quickest way in which Git itself finds the same files."""

from __future__ import annotations

from benchmarks.bench import Bench, check
from benchmarks.process import Command
from benchmarks.rows import Row, compared, memory

_ROUNDS = 7


def measure(bench: Bench) -> list[Row]:
    """The rows of the section."""
    folder = bench.tree("text")
    grep = ("git", "grep", "--untracked", "-lF", "-e", "-----BEGIN ")
    taken = bench.measure({"grep": Command(grep, folder, (0,)), "pemlint": check(folder)}, _ROUNDS)
    what = "80,000 text files, 0.9 GB, 200 of them with PEM"
    return [
        compared(what, taken["pemlint"], "`git grep --untracked -lF`", taken["grep"], 1.5),
        memory(f"{what}: peak memory", taken["pemlint"], 60),
    ]
