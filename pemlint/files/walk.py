"""Walking folders where Git does not say what is in them."""

from __future__ import annotations

import os

from pemlint.files.naming import is_temporary
from pemlint.files.reading import Unread, refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    #: its absolute path, and the names of the files in it
    Folder = tuple[str, list[str]]

__all__ = ["DEPTH_LIMIT", "children", "walk"]

#: folders below the one that is walked
DEPTH_LIMIT = 64

#: folders of what others have installed, and of version control
INSTALLED = frozenset({".git", ".hg", ".nox", ".svn", ".tox", ".venv", "node_modules"})

_TOO_DEEP = Unread("too-deep", f"lies more than {DEPTH_LIMIT} folders deep")


def walk(folder: str, refuse: Callable[[str, Unread], None]) -> Iterator[Folder]:
    """A folder and those below it, each with the names of everything in it that is not a folder.

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
        names: list[str] = []
        with entries:
            for entry in entries:
                name = entry.name
                try:
                    is_folder = entry.is_dir(follow_symlinks=False)
                except OSError:
                    is_folder = False
                if not is_folder:
                    names.append(name)
                elif name in INSTALLED or is_temporary(name):
                    continue
                elif depth < DEPTH_LIMIT:
                    pending.append((entry.path, depth + 1))
                else:
                    refuse(entry.path, _TOO_DEEP)
        names = [name for name in names if name != ".git" and not is_temporary(name)]
        if names:
            yield current, names


def children(folder: str) -> list[str]:
    """The paths of what lies directly in a folder, folders included; nothing when it cannot be listed."""
    try:
        return [os.path.join(folder, name) for name in os.listdir(folder) if not is_temporary(name)]
    except OSError:
        return []
