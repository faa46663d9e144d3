"""``make bench``, or ``python -m benchmarks SCRATCH``: measure, print the tables, judge them."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

from benchmarks import page
from benchmarks.bench import Bench
from benchmarks.process import BenchmarkError
from benchmarks.rows import table
from benchmarks.sections import growth, large_tree, start_up, throughput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.rows import Row

SECTIONS: Final[dict[str, tuple[str, Callable[[Bench], list[Row]]]]] = {
    "start-up": ("Start-up", start_up.measure),
    "throughput": ("Throughput", throughput.measure),
    "large-tree": ("A large tree", large_tree.measure),
    "growth": ("Growth", growth.measure),
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure how fast pemlint is.")
    parser.add_argument("scratch", help="the folder in which generated trees are kept, outside of any repository")
    parser.add_argument("--section", action="append", choices=SECTIONS, help="only this one; repeatable")
    parser.add_argument("--full", action="store_true", help="100,000 certificates too")
    parser.add_argument("--patience", type=float, default=1.0, help="factor on the number of rounds")
    parser.add_argument("--peers", default="", metavar="FOLDER", help="a folder with zlint, badkeys, python of pkilint")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a limit is not kept")
    parser.add_argument("--write", action="store_true", help="bring docs/benchmarks.md up to date")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for; 1 when a limit is missed that was to be checked, 2 when measuring failed."""
    options = _parser().parse_args(arguments)
    scratch = os.path.abspath(options.scratch)
    os.makedirs(scratch, exist_ok=True)
    if _in_git(scratch):
        print(f"benchmarks: {options.scratch} lies in a Git repository; name a folder outside", file=sys.stderr)
        return 2
    bench = Bench(scratch, options.patience, options.full, os.path.abspath(options.peers) if options.peers else "")
    taken: dict[str, list[Row]] = {}
    for name in options.section or SECTIONS:
        title, measure = SECTIONS[name]
        begin = time.monotonic()
        try:
            taken[name] = measure(bench)
        except BenchmarkError as error:
            print(f"benchmarks: {error}", file=sys.stderr)
            return 2
        print(f"## {title} ({time.monotonic() - begin:.0f} s)\n\n{table(taken[name])}\n", flush=True)
    if options.write:
        page.write(taken)
    return _judged(taken) if options.check else 0


def _in_git(folder: str) -> bool:
    asked = ["git", "rev-parse", "--is-inside-work-tree"]
    return subprocess.run(asked, cwd=folder, check=False, capture_output=True).returncode == 0


def _judged(taken: dict[str, list[Row]]) -> int:
    missed = [row.what for rows in taken.values() for row in rows if row.met is False]
    for what in missed:
        print(f"benchmarks: not within its limit: {what}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
