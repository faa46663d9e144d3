"""A bar that grows while files are read and judged, and leaves nothing behind."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

__all__ = ["Bar"]


class Bar:
    """On standard error. It is drawn when it is told to, and by no thread: processes may be forked under it."""

    __slots__ = ("_progress", "_task")

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(
            *columns,
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("")
        self._progress.start()

    def show(self, what: str, done: int, total: int) -> None:
        """Draw how many of so many things are done; ``what`` is being done with them."""
        self._progress.update(self._task, description=what, completed=done, total=total, refresh=True)

    def close(self) -> None:
        """Wipe it out, and give the cursor back."""
        self._progress.stop()
