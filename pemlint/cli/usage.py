"""How the command line is read, and what is said of one that cannot be."""

from __future__ import annotations

import argparse

from pemlint.cli.streams import columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

__all__ = ["Parser", "UsageError"]


class UsageError(ValueError):
    """The command line cannot be understood; the text is one line, without what could be a key."""

    def __init__(self, message: str) -> None:
        from pemlint.quoting import withhold

        super().__init__(withhold(message, strict=True))


class _Formatter(argparse.HelpFormatter):
    """Made for every argument: left to itself it measures the terminal with ``shutil``, which imports compressors."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns() - 2)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that leaves saying and exiting to the caller."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**{"formatter_class": _Formatter, "allow_abbrev": False, **how})

    def error(self, message: str) -> NoReturn:
        """Refuse the command line. Raises UsageError."""
        text = f"{message} (see '{self.prog} --help')"
        raise UsageError(text)
