"""The standard streams: what goes where, in which encoding, and whether in colour."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

__all__ = [
    "OutputError",
    "columns",
    "complain",
    "discard_output",
    "draws_boxes",
    "finish",
    "remark",
    "say",
    "standard_input",
    "wants_color",
]

_DEFAULT_COLUMNS = 100
_LEAST_COLUMNS = 60
_BOXES = "\u2500\u2501\u2502\u2503\u2514\u2517\u251c\u2523"


class OutputError(Exception):
    """Standard output does not take what is written to it; the text is one line."""


def say(text: str) -> None:
    """Write to standard output; what its encoding lacks is written as an escape. Raises OutputError."""
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    try:
        _write(sys.stdout, text)
    except OSError as error:
        raise OutputError(_reason("standard output", error)) from None


def finish() -> None:
    """Hand on whatever is still kept back of standard output. Raises OutputError."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        raise OutputError(_reason("standard output", error)) from None


def complain(message: str) -> None:
    """Say on standard error, in one line, why pemlint cannot do its job."""
    remark(f"error: {message}")


def remark(message: str) -> None:
    """Say something beside the report, in one line on standard error; where that fails too, nobody can be told."""
    from pemlint.reporters.escape import one_line

    if sys.stderr is None:
        return
    try:
        _write(sys.stderr, f"pemlint: {one_line(message)}\n")
    except OSError:
        _discard(sys.stderr)


def _write(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def discard_output() -> None:
    """Let go nowhere what standard output does not take: the interpreter would try once more at its end."""
    if sys.stdout is not None:
        _discard(sys.stdout)


def _discard(stream: TextIO) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


def standard_input(limit: int) -> bytes:
    """All of standard input, or as much as shows that it has more bytes than ``limit``.

    Raises UsageError where there is none.
    """
    from pemlint.cli.arguments import UsageError

    if sys.stdin is None:
        raise UsageError("standard input is closed")
    try:
        return sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise UsageError(_reason("standard input", error)) from None


def _reason(stream: str, error: OSError) -> str:
    return f"{stream}: {os.strerror(error.errno).lower()}" if error.errno else f"{stream} fails"


def wants_color(choice: str) -> bool:
    """Whether to write in colour: the option, then NO_COLOR, FORCE_COLOR, TERM, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and sys.stdout is not None and sys.stdout.isatty()


def draws_boxes() -> bool:
    """Whether the encoding of standard output has the characters that lines of tables and trees are drawn with."""
    try:
        _BOXES.encode(sys.stdout.encoding or "ascii")
    except (AttributeError, LookupError, UnicodeError):
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
