"""How the command line is read, and what is said of one that cannot be."""

from __future__ import annotations

import argparse

from pemlint.cli.streams import columns, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

__all__ = ["AUTO", "Parser", "UsageError", "jobs", "shard"]

#: as many processes as pay
AUTO = 0
_MOST_SHARDS = 1000
#: columns of the longest command and what stands before it
_COMMAND = 13


class UsageError(ValueError):
    """The command line cannot be understood; the text is one line, without what could be a key."""

    def __init__(self, message: str) -> None:
        from pemlint.quoting import withhold

        super().__init__(withhold(message, strict=True))


class _Formatter(argparse.HelpFormatter):
    """Made for every argument: left to itself it measures the terminal with ``shutil``, which imports compressors."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns() - 2)
        # it forgets how far the commands are indented, and would break the line of the longest
        self._action_max_length = _COMMAND


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that leaves saying and exiting to the caller."""

    #: the command that the arguments are for, where that is known before they are read
    speaks_of = ""

    def __init__(self, **how: Any) -> None:
        super().__init__(**{"formatter_class": _Formatter, "allow_abbrev": False, **how})

    def error(self, message: str) -> NoReturn:
        """Refuse the command line. Raises UsageError."""
        text = f"{message} (see '{self.speaks_of or self.prog} --help')"
        raise UsageError(text)

    def _print_message(self, message: str, file: Any = None) -> None:
        # help and the version: argparse does not notice where nobody can take them
        del file
        say(message)


def jobs(text: str) -> int:
    """A number of processes, or AUTO."""
    if text == "auto":
        return AUTO
    if not (text.isascii() and text.isdecimal() and int(text[:9]) > 0):
        message = f"'{text}' is no number of processes, such as 2, and not 'auto'"
        raise argparse.ArgumentTypeError(message)
    return int(text[:9])


def shard(text: str) -> tuple[int, int]:
    """Which part, from 1, of how many."""
    index, _, count = text.partition("/")
    if not (index.isascii() and index.isdecimal() and count.isascii() and count.isdecimal()):
        index = count = "0"
    if not 1 <= int(index[:9]) <= int(count[:9]) <= _MOST_SHARDS:
        message = f"'{text}' is no part such as 2/8, of at most {_MOST_SHARDS}"
        raise argparse.ArgumentTypeError(message)
    return int(index[:9]), int(count[:9])
