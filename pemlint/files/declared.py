"""Where a path that a manifest declares leads to."""

from __future__ import annotations

import os

from pemlint.files.naming import is_kept_in
from pemlint.files.reading import Unread

__all__ = ["locate"]

#: of a path: PATH_MAX of Linux; to resolve a longer one takes quadratic time
_MOST_CHARACTERS = 4096
_OUTSIDE = Unread("outside", "lies outside of the repository")
_IMPOSSIBLE = Unread("missing", "is not a possible file name")


def locate(declared: str, folder: str, boundary: str) -> str | Unread:
    """The resolved path behind a declared one, which need not exist; refused where it leaves ``boundary``.

    ``folder`` is the manifest's, inside ``boundary``; both are absolute and without symbolic links. A path that leaves
    and comes back is refused too: it works only as long as the repository is checked out under this very name.
    """
    if len(declared) > _MOST_CHARACTERS:
        return _IMPOSSIBLE
    if _is_absolute(declared):
        return _OUTSIDE
    depth = len(os.path.relpath(folder, boundary).split(os.sep)) if folder != boundary else 0
    for part in declared.split("/"):
        if part == "..":
            depth -= 1
        elif part not in {"", "."}:
            depth += 1
        if depth < 0:
            return _OUTSIDE
    try:
        real = os.path.realpath(os.path.join(folder, declared))
    except (OSError, ValueError):
        return _IMPOSSIBLE
    return real if is_kept_in(real, boundary) else _OUTSIDE


def _is_absolute(path: str) -> bool:
    """Absolute on any system: a manifest means the same wherever it is read."""
    drive = len(path) > 2 and path[0].isalpha() and path[1] == ":" and path[2] in "\\/"
    return drive or path.startswith(("/", "\\\\")) or os.path.isabs(path)
