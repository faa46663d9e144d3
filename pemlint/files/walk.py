"""Walking folders where Git does not say what is in them."""

from __future__ import annotations

import os

from pemlint.files.naming import is_temporary
from pemlint.files.reading import Unread, refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["DEPTH_LIMIT", "children", "walk"]

#: folders below the one that is walked
DEPTH_LIMIT = 64

#: folders of what others have installed, and of other version control
INSTALLED = frozenset({".hg", ".nox", ".svn", ".tox", ".venv", "node_modules"})

_TOO_DEEP = Unread("too-deep", f"lies more than {DEPTH_LIMIT} folders deep")


def walk(folder: str, refuse: Callable[[str, Unread], None]) -> Iterator[str]:
    """Everything in a folder and below that is not a folder.

    Left out are ``.git``, what was installed, and what a killed run of ours left behind. Links are given, not followed.
    ``refuse`` is told of each folder that cannot be entered.
    """
    pending = [(folder, 0)]
    while pending:
        current, depth = pending.pop()
        try:
            entries = os.scandir(current)
        except OSError as error:
            refuse(current, refusal(error))
            continue
        with entries:
            for entry in entries:
                if entry.name == ".git" or is_temporary(entry.name):
                    continue
                if not _is_folder(entry):
                    yield entry.path
                elif entry.name in INSTALLED:
                    continue
                elif depth < DEPTH_LIMIT:
                    pending.append((entry.path, depth + 1))
                else:
                    refuse(entry.path, _TOO_DEEP)


def children(folder: str) -> list[str]:
    """The paths of what lies directly in a folder, folders included; nothing when it cannot be listed."""
    try:
        return [os.path.join(folder, name) for name in os.listdir(folder) if not is_temporary(name)]
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
