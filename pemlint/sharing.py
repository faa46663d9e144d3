"""Dealing out the files of a run: to processes that share the work, or to shards of which each reports on its own.

Who gets what follows from the paths and sizes alone, so that every process and every machine comes to the same answer.
"""

from __future__ import annotations

from itertools import accumulate

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Final

__all__ = ["WHOLE", "Share", "by_folder", "by_size"]

#: the smallest piece, as a part of what each process gets
_SMALLEST = 16


class Share(NamedTuple):
    """One part of something, its number from 0, and of how many."""

    number: int
    of: int
    #: the part that each path belongs to; what is not in it belongs to the first
    owners: Mapping[str, int]

    def has(self, path: str) -> bool:
        """Whether a path belongs to this part."""
        return self.of == 1 or self.owners.get(path, 0) == self.number


#: the one part of what is not divided
WHOLE: Final = Share(0, 1, {})


def by_folder(folders: Iterable[tuple[str, str]], count: int) -> dict[str, int]:
    """Deal out whole folders, evenly by their number of files. ``folders``: each path with the folder that it lies in.

    Sizes do not count: line ends may differ from machine to machine.
    """
    found: dict[str, list[str]] = {}
    for path, folder in folders:
        found.setdefault(folder, []).append(path)
    largest_first = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return _dealt(((paths, len(paths)) for _, paths in largest_first), count)


def by_size(paths: Sequence[str], sizes: Iterable[int], count: int) -> dict[str, int]:
    """Deal out files with their sizes in bytes, neighbours together as far as the parts stay even.

    The pieces get smaller: the first ones keep together what belongs together, the last ones even out the rest.
    """
    from bisect import bisect_left

    ends = list(accumulate(sizes))
    total = ends[-1] if ends else 0
    smallest = total // (count * _SMALLEST) + 1
    pieces: list[tuple[Sequence[str], int]] = []
    start = done = 0
    while start < len(paths):
        most = max((total - done) // (2 * count), smallest)
        # with this file the piece is large enough
        stop = min(bisect_left(ends, done + most, start) + 1, len(paths))
        pieces.append((paths[start:stop], ends[stop - 1] - done))
        start, done = stop, ends[stop - 1]
    return _dealt(pieces, count)


def _dealt(pieces: Iterable[tuple[Sequence[str], int]], count: int) -> dict[str, int]:
    """Each piece to the part that has least so far, the first of several."""
    from heapq import heapify, heapreplace

    parts = [(0, index) for index in range(count)]
    heapify(parts)
    owners: dict[str, int] = {}
    for paths, size in pieces:
        total, index = parts[0]
        heapreplace(parts, (total + size, index))
        owners.update(dict.fromkeys(paths, index))
    return owners
