"""What is said of mending is read by terminals and by runners as well: a difference, and what was written where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pemlint.cli import main
from tests import builder
from tests.consumers import logs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = (
    "plain",
    "\x1b[31mred",
    "::error file=a,line=1::x",
    " ::add-mask::x",
    "##[error]x",
    "##vso[task.complete]x",
    "##teamcity[message text='x']",
    "a\nb",
    "\u202egpj.exe\u2066",
    "\x9b31m",
)
LEAF = builder.server(alternative_names=("server.example.com",))
MIDDLE = builder.intermediate()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands(name: str) -> Iterator[tuple[str, ...]]:
    yield "check", "--unsafe-fixes", "--diff", "--isolated", "."
    yield "init", "--isolated", "--diff", "."
    yield "complete", "--diff", "--isolated", f"./{name}.crt"
    yield "init", "--isolated", "."
    yield "complete", "--isolated", f"./{name}.crt"
    yield "check", "--unsafe-fixes", "--isolated", "--output-format", "concise", "."


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_told_to_do_anything(folder: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    text = b"\n".join(f"{mark}{name}".encode() for mark in ("", "  ", "# ")) + b"\n"
    named = builder.server(subject=name.strip() or "x", alternative_names=("server.example.com",))
    bundled = builder.intermediate(subject=name)
    (folder / f"{name}.crt").write_bytes(named.pem)
    (folder / "middle.pem").write_bytes(MIDDLE.pem)
    (folder / "order.pem").write_bytes(text + MIDDLE.annotated + text + LEAF.pem + text + MIDDLE.pem)
    (folder / "self.crt").write_bytes(text + builder.self_signed(subject=name).pem.rstrip(b"\n") + bundled.pem)
    for arguments in commands(name):
        main([arguments[0], "--now", "2026-06-01T00:00:00Z", *arguments[1:]])
        for output in capfd.readouterr():
            assert logs.runners(output) == []
            assert logs.terminal(output) == []
