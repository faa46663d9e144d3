"""How far a long run has come: shown where somebody is there to see it."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext

from pemlint.cli import surroundings
from pemlint.watch import unwatched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pemlint.watch import Watch

__all__ = ["watching"]


def watching() -> AbstractContextManager[Watch]:
    """A Watch for the length of a run; it draws a bar on standard error if the run is long, and erases it."""
    if not _seen():
        return nullcontext(unwatched)
    from pemlint.cli.waiting import Waiting

    return Waiting()


def _seen() -> bool:
    """Whether standard error is a terminal, and neither a hook nor continuous integration writes to it."""
    if surroundings.known() or os.environ.get("PRE_COMMIT") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stderr is not None and sys.stderr.isatty()
