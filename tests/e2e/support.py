"""Runs of ``pemlint check`` in the process of the test, and what they found."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from pemlint.cli import main
from tests import builder
from tests.project import environment, tool

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

NOW = f"{builder.NOW:%Y-%m-%dT%H:%M:%SZ}"


class Found(NamedTuple):
    """What matters of a finding: what, how grave, where."""

    severity: str
    rule: str
    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity} {self.rule}"


class Outcome(NamedTuple):
    """How a run ended and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The report, of a run that was asked for JSON."""
        loaded = json.loads(self.out)
        assert isinstance(loaded, dict)
        return loaded

    @property
    def found(self) -> list[Found]:
        """The findings in the order of the report."""
        return [Found(each["severity"], each["rule"], each["path"], each["line"]) for each in self.report["findings"]]

    def of(self, severity: str) -> list[Found]:
        """The findings of one severity."""
        return [each for each in self.found if each.severity == severity]

    def finding(self, rule: str) -> dict[str, Any]:
        """The one finding of a rule."""
        found = [each for each in self.report["findings"] if each["rule"] == rule]
        assert len(found) == 1, f"{rule}: {found}"
        each: dict[str, Any] = found[0]
        return each

    @property
    def complaints(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


class Workspace:
    """A folder of files, and runs of pemlint in it."""

    def __init__(self, path: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._capture = capture

    def write(self, name: str, data: bytes | str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def write_all(self, files: Mapping[str, bytes | str]) -> None:
        for name, data in files.items():
            self.write(name, data)

    def git(self, *arguments: str) -> None:
        """Run Git here."""
        command = (tool("git"), "-C", str(self.path), *arguments)
        subprocess.run(command, check=True, capture_output=True, env=environment())

    def run(self, *arguments: str) -> Outcome:
        """Any command, in this process."""
        self._capture.readouterr()
        try:
            status = main(arguments)
        except SystemExit as asked:  # argparse ends the process itself after --help and --version
            status = int(asked.code or 0)
        sys.stdout.flush()
        out, err = self._capture.readouterr()
        return Outcome(status, out, err)

    def check(self, *arguments: str, now: str = NOW) -> Outcome:
        """``pemlint check`` with a JSON report; the tests' own moment unless another is given."""
        format_ = () if "--output-format" in arguments else ("--output-format", "json")
        return self.run("check", "--now", now, *format_, *arguments)

    def found(self, *arguments: str, now: str = NOW) -> list[str]:
        """Every finding of a run that met no fault, as one line of text."""
        outcome = self.check(*arguments, now=now)
        assert outcome.status in {0, 1}, outcome.err
        return [str(each) for each in outcome.found]


def line_of_block(data: bytes, ordinal: int) -> int:
    """The line, from 1, on which the block of that ordinal begins."""
    offset = -1
    for _ in range(ordinal):
        offset = data.index(b"-----BEGIN ", offset + 1)
    return data.count(b"\n", 0, offset) + 1


def line_of_text(data: bytes, text: str) -> int:
    """The first line, from 1, that starts with a text."""
    lines = data.decode("utf-8", "replace").split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(text))


def one_line(err: str) -> str:
    """The only line on standard error, which is a complaint."""
    lines = err.splitlines()
    assert len(lines) == 1, err
    assert lines[0].startswith("pemlint: error: ")
    return lines[0].removeprefix("pemlint: error: ")


def program(*arguments: str, cwd: Path, **more: str) -> Outcome:
    """``python -m pemlint`` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "pemlint", *arguments],
        cwd=cwd,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
