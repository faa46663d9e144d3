"""Whether a path that somebody named goes through a link that leads out of the repository that it lies in."""

from __future__ import annotations

import os

from pemlint.files.git import repository_root
from pemlint.files.naming import is_kept_in
from pemlint.files.reading import Unread

__all__ = ["LEADS_OUT", "leads_out"]

LEADS_OUT = Unread("outside", "is a symbolic link that leads out of its repository")

#: links on the way, as many as Linux follows
_MOST_LINKS = 40


def leads_out(path: str, real: str) -> bool:
    """Whether a link on the way lies in a repository, and ``real``, where an absolute ``path`` leads to, does not.

    A list of changed files names the links of a pull request too, and only its author knows where they lead. Links
    that lie in no repository are of the user's own making.
    """
    if real == os.path.normpath(path) or os.name != "posix":
        return False
    here = os.sep
    links = 0
    rest = path.split(os.sep)[::-1]
    while rest:
        part = rest.pop()
        if part == os.pardir:
            here = os.path.dirname(here)
        elif part not in {"", os.curdir}:
            target = _target(os.path.join(here, part))
            if not target:
                here = os.path.join(here, part)
                continue
            links += 1
            top = repository_root(here)
            if links > _MOST_LINKS or (top is not None and not is_kept_in(real, top)):
                return True
            here = os.sep if target.startswith(os.sep) else here
            rest += target.split(os.sep)[::-1]
    return False


def _target(path: str) -> str:
    """Where a link leads to, as it says; empty for anything else."""
    try:
        return os.readlink(path)
    except OSError:
        return ""
