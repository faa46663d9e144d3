"""Growth: ten times as much takes at most eleven times as long, whatever it is that there is more of."""

from __future__ import annotations

from benchmarks.bench import Bench, check
from benchmarks.rows import Row, compared

_ROUNDS = 3
_LIMIT = 11.0
_SHAPES = (
    ("one trust bundle of {:,} roots", "roots", (1_000, 10_000), 100_000),
    ("one file of {:,} server certificates", "servers", (1_000, 10_000), 100_000),
    ("{:,} certificates of one subject and issuer, a file each", "renewals", (200, 2_000), 0),
    ("{:,} certificates, half of them CAs of one name, a file each", "rollovers", (200, 2_000), 0),
    ("the same in one file: {:,} certificates", "crowd", (200, 2_000), 0),
    ("{:,} certificates, as before, without key identifiers", "anonymous", (200, 2_000), 0),
    ("the same in one file: {:,} certificates", "anonymous-crowd", (200, 2_000), 0),
    ("a chain of {:,} certificates", "chain", (100, 1_000), 0),
    ("{:,} distinct keys in one folder", "keys", (1_000, 10_000), 0),
)


def measure(bench: Bench) -> list[Row]:
    """The rows of the section."""
    rows = _steps(bench, "a tree of {:,} certificates", "shared", (1_000, 10_000, *_most(bench, 100_000)))
    for what, kind, sizes, most in _SHAPES:
        rows += _steps(bench, what, kind, (*sizes, *_most(bench, most)))
    return rows


def _most(bench: Bench, size: int) -> tuple[int, ...]:
    return (size,) if bench.full and size else ()


def _steps(bench: Bench, what: str, kind: str, sizes: tuple[int, ...]) -> list[Row]:
    """A row for each size but the first, beside the size before."""
    commands = {str(size): check(bench.tree(kind, size), "--isolated", ".") for size in sizes}
    taken = list(bench.measure(commands, _ROUNDS).values())
    return [
        compared(what.format(size), sample, f"{before:,}", earlier, _LIMIT)
        for before, earlier, size, sample in zip(sizes, taken, sizes[1:], taken[1:], strict=False)
    ]
