"""Where each format that was asked for goes: any number of files, and one text to standard output."""

from __future__ import annotations

import os

from pemlint import files
from pemlint.cli.arguments import UsageError
from pemlint.files import Change
from pemlint.reporters import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from pemlint.cli.reading import Reading
    from pemlint.model import Fault

    #: a format, and the file that it goes to; None is standard output
    Output: TypeAlias = tuple[str, str | None]

__all__ = ["asked", "refuse", "write"]

_OPTION = "argument --output-format"


def asked(words: Sequence[str], file: str | None) -> tuple[Output, ...]:
    """What each ``FORMAT`` or ``FORMAT=FILE`` asks for; ``file`` is where that without a file goes instead.

    Raises UsageError where a format is unknown, where two would share standard output, or two a file.
    """
    outputs = [_output(word) for word in words]
    plain = [format_ for format_, path in outputs if path is None]
    if len(plain) > 1:
        one, other, *_ = plain
        message = f"{_OPTION}: {one} and {other} cannot both go to one place; name a file: {other}=FILE"
        raise UsageError(message)
    if file is not None:
        if not plain:
            message = "argument --output-file: every format has a file of its own; leave it out"
            raise UsageError(message)
        outputs = [(format_, file if path is None else path) for format_, path in outputs]
    seen: set[str] = set()
    for _, path in outputs:
        if path is None:
            continue
        real = os.path.realpath(path)
        if real in seen and not _takes_all(real):
            message = f"{_OPTION}: two formats for one file: {path}"
            raise UsageError(message)
        seen.add(real)
    return tuple(outputs)


def _output(word: str) -> Output:
    format_, equals, path = word.partition("=")
    if format_ not in FORMATS:
        message = f"{_OPTION}: invalid choice: '{format_}' (choose from {', '.join(FORMATS)})"
        raise UsageError(message)
    if equals and not path:
        message = f"{_OPTION}: no file after '{word}'"
        raise UsageError(message)
    return format_, None if path in {"", "-"} else path


def _takes_all(path: str) -> bool:
    """Whether a path leads to a device or a pipe, which take one text after the other."""
    return os.path.exists(path) and not os.path.isfile(path)


def refuse(outputs: Iterable[Output], read: Reading, named: Iterable[str]) -> None:
    """Raise UsageError where a report would take the place of a file that is judged or that says how to judge."""
    cwd = os.path.realpath(read.settings.cwd)
    ours = {os.path.normpath(os.path.join(cwd, each.path)) for each in read.inputs.sources if each.tls}
    ours |= {os.path.realpath(each) for each in named if os.path.isfile(each)}
    ours |= {os.path.realpath(os.path.join(read.settings.root, each)) for each in read.settings.discovery.data}
    for _, path in outputs:
        if path is not None and os.path.realpath(path) in ours:
            message = f"{path}: is read, and a report would take its place"
            raise UsageError(message)


def write(texts: Iterable[tuple[str, str]]) -> Fault | None:
    """Give each file its text, all of them or none."""
    changes = [Change(path, text.encode("utf-8", "backslashreplace")) for path, text in texts]
    return files.write_set(changes)
