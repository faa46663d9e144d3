"""A bar for long runs, and for those only that somebody watches."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests import builder
from tests.project import environment

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

pty = pytest.importorskip("pty", reason="this system has no terminals of that kind")

#: with the patience that is given, and whether rich was loaded as a last line on standard error
PROGRAM = """
import sys
from pemlint.cli import main, waiting

waiting._PATIENCE, waiting._PACE = float(sys.argv[1]), 0.0
status = main(sys.argv[2:])
print("\\nrich" if "rich" in sys.modules else "\\nplain", file=sys.stderr)
sys.exit(status)
"""


def seen(workspace: Workspace, *arguments: str, patience: float = 0.0, variable: str = "PATH") -> tuple[str, str]:
    """What stands on standard output, and what was sent to the terminal that is standard error."""
    for name in "abc":
        workspace.write(f"{name}/server.crt", builder.server(subject=f"{name}.example.com").pem)
    env = environment(TERM="xterm", **{variable: os.environ.get(variable, "1")})
    del env["NO_COLOR"]
    mine, terminal = pty.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(patience), *arguments],
            cwd=workspace.path,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=terminal,
            text=True,
        )
    finally:
        os.close(terminal)
    sent = b""
    while True:
        try:
            piece = os.read(mine, 65536)
        except OSError:  # how Linux says that the other end is closed
            piece = b""
        if not piece:
            break
        sent += piece
    os.close(mine)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return out, sent.decode()


CHECK = ("check", "--isolated", "--now=2026-06-01")


@pytest.mark.parametrize("command", [(*CHECK, "--jobs=1"), (*CHECK, "--jobs=3"), ("list", "--now=2026-06-01")])
def test_a_long_run_shows_how_far_it_has_come(workspace: Workspace, command: tuple[str, ...]) -> None:
    plain, _ = seen(workspace, *command, patience=1e9)
    out, sent = seen(workspace, *command)
    assert out == plain
    assert "reading" in sent
    assert "/3" in sent
    assert "judging" in sent
    # the last line of the bar is erased, and the cursor comes back
    assert sent.rindex("\x1b[2K") > sent.rindex("judging")
    assert sent.rindex("\x1b[?25h") > sent.rindex("\x1b[?25l")
    assert sent.endswith("rich\r\n")


@pytest.mark.parametrize("variable", ["CI", "PRE_COMMIT", "TF_BUILD"])
def test_a_hook_and_a_pipeline_are_left_alone(workspace: Workspace, variable: str) -> None:
    _, sent = seen(workspace, *CHECK, variable=variable)
    assert sent == "\r\nplain\r\n"


def test_a_run_that_is_soon_over_loads_nothing(workspace: Workspace) -> None:
    _, sent = seen(workspace, *CHECK, patience=1e9)
    assert sent == "\r\nplain\r\n"


def test_what_is_no_terminal_gets_no_bar(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pemlint.cli.waiting._PATIENCE", 0.0)
    workspace.write("a/server.crt", builder.server().pem)
    assert workspace.run(*CHECK).err == ""
