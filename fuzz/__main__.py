"""``python -m fuzz [TARGET…] [--executions N] [--work FOLDER]``, and ``python -m fuzz TARGET --replay FILE``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from fuzz import running, seeds
from fuzz.targets import NAMES, load

EXECUTIONS = 20_000


def main() -> int:
    """Run what was asked for; 1 where a defect was found, 2 where nothing could be run."""
    options = _parser().parse_args()
    names = options.targets or NAMES
    for name in names:
        if name not in NAMES:
            print(f"fuzz: unknown target '{name}'; known: {', '.join(NAMES)}", file=sys.stderr)
            return 2
    if options.replay:
        for path in options.replay:
            load(names[0]).execute(path.read_bytes())
            print(f"{path}: nothing wrong")
        return 0
    if options.seeds:
        os.environ[seeds.MORE] = str(options.seeds.resolve())
    if find_spec("atheris") is None:
        print("fuzz: atheris is not installed: pip install -e '.[fuzz]'", file=sys.stderr)
        return 2
    done = []
    for name in names:
        print(f"{name}: {options.executions:,} executions …", flush=True)
        done.append(running.run(name, options.work / name, options.executions))
        print(running.told(done[-1]), flush=True)
    total, defects = sum(each.executions for each in done), sum(len(each.defects) for each in done)
    print(f"{total:,} executions, {defects} defects; inputs and logs are in {options.work}")
    return int(any(each.defects or each.broken for each in done))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fuzz", description="Show damaged examples to every reader of pemlint.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"{', '.join(NAMES)}; all of them without any")
    parser.add_argument("--executions", type=int, default=EXECUTIONS, metavar="N", help="of each target")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(tempfile.gettempdir(), "pemlint-fuzz"),
        metavar="FOLDER",
        help="where inputs that reach new code are kept for the next time, and those that show a defect",
    )
    parser.add_argument("--seeds", type=Path, metavar="FOLDER", help="more files to begin with")
    parser.add_argument("--replay", type=Path, nargs="+", metavar="FILE", help="show saved inputs to one target")
    return parser


if __name__ == "__main__":
    sys.exit(main())
