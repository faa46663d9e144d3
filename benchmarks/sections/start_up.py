"""Start-up: what a hook costs on a commit, beside a process that only imports the library."""

from __future__ import annotations

import os
import shutil
import subprocess

from benchmarks.bench import Bench, check, python
from benchmarks.process import Command
from benchmarks.rows import Row, compared

_FLOOR = "`import cryptography.x509, argparse`"
_ROUNDS = 21


def measure(bench: Bench) -> list[Row]:
    """The rows of the section."""
    folder = bench.tree("hook")
    lone, chain = os.path.join(folder, "rsa-lone"), os.path.join(folder, "rsa-chain")
    commands = {
        "floor": python(folder, "-c", "import cryptography.x509, argparse"),
        "pass": python(folder, "-I", "-c", "pass"),
        "lone": check(lone, "server.crt"),
        "lone ec": check(os.path.join(folder, "ec-lone"), "server.crt"),
        "chain": check(chain, "server.crt"),
        "chain ec": check(os.path.join(folder, "ec-chain"), "server.crt"),
        "text": check(os.path.join(folder, "text"), "README.md"),
        "version": Command((check(folder).arguments[0], "--version"), folder, (0,)),
        "module": python(lone, "-m", "pemlint", *check(lone, "server.crt").arguments[1:]),
        "git": check(_repository(bench, lone), "server.crt"),
    }
    taken = bench.measure(commands, _ROUNDS)

    def row(what: str, name: str, limit: float | None = None) -> Row:
        return compared(what, taken[name], _FLOOR, taken["floor"], limit)

    return [
        row("one certificate that a CA issued, RSA", "lone", 0.8),
        row("one certificate that a CA issued, P-256", "lone ec", 0.8),
        row("a chain of three, RSA", "chain", 1.1),
        row("a chain of three, P-256", "chain ec", 1.1),
        row("a file without TLS material", "text", 0.6),
        row("`--version`", "version", 0.45),
        row("one certificate, as `python -m pemlint`", "module"),
        row("one certificate, inside a Git repository", "git"),
        row("for scale: `python -I -c pass`", "pass"),
    ]


def _repository(bench: Bench, folder: str) -> str:
    """The same file where Git knows it."""
    copy = os.path.join(bench.scratch, "hook-git")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    for arguments in (("init", "--quiet"), ("add", "--all")):
        subprocess.run(("git", *arguments), cwd=copy, check=True)
    return copy
