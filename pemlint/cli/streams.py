"""The standard streams: what goes where, in which encoding, and whether in colour."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["columns", "complain", "discard_output", "draws_boxes", "remark", "say", "standard_input", "wants_color"]

_DEFAULT_COLUMNS = 100
_LEAST_COLUMNS = 60
_BOXES = "\u2500\u2501\u2502\u2503\u2514\u2517\u251c\u2523"


def say(text: str) -> None:
    """Write to standard output; what its encoding lacks is written as an escape."""
    _write(sys.stdout, text)


def complain(message: str) -> None:
    """Say on standard error, in one line, why pemlint cannot do its job."""
    remark(f"error: {message}")


def remark(message: str) -> None:
    """Say something beside the report, in one line on standard error."""
    from pemlint.reporters.escape import one_line

    _write(sys.stderr, f"pemlint: {one_line(message)}\n")


def _write(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def discard_output() -> None:
    """Let the interpreter's last flush go nowhere: the reader of standard output has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def standard_input() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()


def wants_color(choice: str) -> bool:
    """Whether to write in colour: the option, then NO_COLOR, FORCE_COLOR, TERM, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


def draws_boxes() -> bool:
    """Whether the encoding of standard output has the characters that lines of tables and trees are drawn with."""
    try:
        _BOXES.encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeError):
        return False
    return True


def columns() -> int:
    """The width of the terminal."""
    # what ``shutil.get_terminal_size`` does, without importing three compressors
    told = os.environ.get("COLUMNS", "")
    width = int(told) if told.isdecimal() else 0
    if not width:
        try:
            width = os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0
        except (OSError, ValueError):
            width = 0
    return max(width or _DEFAULT_COLUMNS, _LEAST_COLUMNS)
