"""What was measured, row by row: each figure beside its limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.process import Sample


TIMES: Final = "×"

_HEAD: Final = ("what", "pemlint", "its memory", "beside", "ratio", "by CPU time", "limit", "met")


class Row(NamedTuple):
    """One line of a table."""

    what: str
    #: what pemlint took, as people read it
    pemlint: str
    #: what it is compared with, and what that took
    other: str = ""
    #: the figure that is judged; none where a program to compare with is not present
    figure: float | None = None
    #: the same from processor time, which a busy machine distorts less
    by_cpu: float | None = None
    limit: float | None = None
    #: the limit is the least that will do, not the most
    at_least: bool = False
    unit: str = TIMES
    #: bytes that pemlint's largest process took, for rows about time
    peak: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the figure, as shown, keeps the limit; None when there is nothing to judge."""
        if self.figure is None or self.limit is None:
            return None
        shown = round(self.figure, _digits(self.unit))
        return shown >= self.limit if self.at_least else shown <= self.limit


def compared(what: str, mine: Sample, name: str, other: Sample, limit: float | None = None) -> Row:
    """How long pemlint takes for each second of another program: at most ``limit``."""
    return Row(
        what,
        duration(mine.wall),
        f"{name}: {duration(other.wall)}",
        mine.wall / other.wall,
        mine.cpu / other.cpu,
        limit,
        peak=mine.peak,
    )


def faster(what: str, mine: Sample, name: str, other: Sample, limit: float) -> Row:
    """How many times faster pemlint is than another program: at least ``limit``."""
    times = other.wall / mine.wall, other.cpu / mine.cpu
    shown = duration(mine.wall), f"{name}: {duration(other.wall)}"
    return Row(what, *shown, *times, limit, at_least=True, peak=mine.peak)


def absent(what: str, name: str, limit: float) -> Row:
    """The row of a program that this machine does not have."""
    return Row(what, "", f"{name}: not present", limit=limit, at_least=True)


def memory(what: str, mine: Sample, limit: float) -> Row:
    """The peak of memory: at most ``limit`` megabytes."""
    return Row(what, "", figure=mine.peak / 1e6, limit=limit, unit="MB", peak=mine.peak)


def duration(seconds: float) -> str:
    """Seconds as people read them."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _digits(unit: str) -> int:
    return 2 if unit == TIMES else 0


def table(rows: Iterable[Row]) -> str:
    """The rows as a table in Markdown."""
    lines = [_row(_HEAD), _row("---" for _ in _HEAD)]
    for row in rows:
        bound = "" if row.limit is None else f"{'≥' if row.at_least else '≤'} {row.limit:g} {row.unit}"
        met = {True: "yes", False: "**no**", None: ""}[row.met]
        peak = "" if row.peak is None else f"{row.peak / 1e6:.0f} MB"
        figures = _figure(row.figure, row), _figure(row.by_cpu, row)
        lines.append(_row((row.what, row.pemlint, peak, row.other, *figures, bound, met)))
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(figure: float | None, row: Row) -> str:
    return "" if figure is None else f"{figure:.{_digits(row.unit)}f} {row.unit}"
