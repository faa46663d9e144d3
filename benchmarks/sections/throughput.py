"""Throughput: the tree of 10,000 files beside a bare script, and lone certificates beside other linters."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from benchmarks.bench import Bench, check, offers, python, script
from benchmarks.process import BenchmarkError, Command, run
from benchmarks.rows import Row, absent, compared, faster, memory

if TYPE_CHECKING:
    from benchmarks.process import Sample

_ROUNDS = 7
_PEER_ROUNDS = 3
_MANY = 5_000
#: all that badkeys does unless told otherwise, but for what it would have to download first
_BADKEYS = "fermat,roca,rsainvalid,rsapoly,sharedprimes,smalld,smallfactors,dsasparse"
_BARE = "bare script"
_KEEPING = "bare script that keeps the keys of issuers"
_PROFILE = ("--isolated", "--profile", "default")


def measure(bench: Bench) -> list[Row]:
    """The rows of the section."""
    rows = []
    for kind, what in (("shared", "chains share their CAs"), ("own", "every certificate distinct")):
        folder = bench.tree(kind)
        bare = {
            "bare": python(folder, script("bare.py"), "."),
            "kept": python(folder, script("bare.py"), ".", "--keep-keys"),
        }
        commands = {**bare, "pemlint": _one_process(folder)}
        if offers("--jobs"):
            commands["two"] = check(folder, *_PROFILE, "--jobs", "2", ".")
        taken = bench.measure(commands, _ROUNDS)
        tree = f"10,000 files, {what}"
        rows.append(compared(f"{tree}: one process", taken["pemlint"], _BARE, taken["bare"], 1.0))
        rows.append(compared(f"{tree}: one process", taken["pemlint"], _KEEPING, taken["kept"], 1.0))
        rows.append(_two(f"{tree}: two processes", taken))
        rows.append(memory(f"{tree}: peak memory", taken["pemlint"], 120))
        if "two" in taken:
            rows.append(memory(f"{tree}: peak memory of the larger of two processes", taken["two"], 120))
    return rows + _peers(bench)


def _one_process(folder: str) -> Command:
    jobs = ("--jobs", "1") if offers("--jobs") else ()
    return check(folder, *_PROFILE, *jobs, ".")


def _two(what: str, taken: dict[str, Sample]) -> Row:
    if "two" not in taken:
        return Row(what, "", "`--jobs`: not present", limit=1.5, at_least=True)
    # What two processes gain is time on the clock; the processor has the same work.
    return faster(what, taken["two"], "one process", taken["pemlint"], 1.5)._replace(by_cpu=None)


def _peers(bench: Bench) -> list[Row]:
    """Lone certificates, all in one call of each program."""
    many = bench.tree("lone", _MANY)
    badkeys = bench.program("badkeys")
    return [
        _peer(bench, "zlint", (bench.program("zlint"),), many, 5),
        _peer(bench, "badkeys, without its blocklist", (badkeys, "-c", _BADKEYS), many, 2),
        _peer(bench, "pkilint inside one process", _pkilint(bench, many), many, 20),
    ]


def _peer(bench: Bench, name: str, program: tuple[str, ...], folder: str, limit: float) -> Row:
    files = _files(folder)
    what = f"{len(files):,} files of one certificate"
    if not all(program):
        return absent(what, name, limit)
    commands = {"pemlint": _one_process(folder), "peer": Command((*program, *files), folder, (0,))}
    taken = bench.measure(commands, _PEER_ROUNDS)
    return faster(what, taken["pemlint"], name, taken["peer"], limit)


def _files(folder: str) -> list[str]:
    """Every file of a tree, relative to it."""
    found = [os.path.join(where, name) for where, _, names in os.walk(folder) for name in names]
    return sorted(os.path.relpath(path, folder) for path in found)


def _pkilint(bench: Bench, folder: str) -> tuple[str, ...]:
    """What runs pkilint over files in one process; nothing where no interpreter at hand has it."""
    for interpreter in (bench.program("python"), sys.executable):
        try:
            run(Command((interpreter, "-c", "import pkilint"), folder, (0,)))
        except BenchmarkError:
            continue
        return interpreter, script("pkilint_inside.py")
    return ("",)
