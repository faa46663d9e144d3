"""What a quick look tells of the files that were listed, folder by folder, before any is asked about by its path."""

from __future__ import annotations

import marshal
from contextlib import suppress

from pemlint.files.contents import Shelf
from pemlint.files.naming import is_tls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import Protocol, TypeVar

    from pemlint.files.disk import Disk
    from pemlint.files.walk import Folder

    T = TypeVar("T")

    class Team(Protocol):
        """So many processes, which see what this one knows."""

        @property
        def count(self) -> int:
            """How many there are."""
            ...

        def __call__(
            self, work: Callable[[int], T], pack: Callable[[T], bytes], unpack: Callable[[bytes], T], /
        ) -> list[T]:
            """Do the work of every number below ``count``, and give the results in that order."""
            ...

        def turns(self, count: int) -> AbstractContextManager[Iterable[int]]:
            """The numbers below a count, each given once to one of the processes, whoever is free."""
            ...

    #: gives the processes for so many files, of which so many are TLS by their names; None for this one alone
    Sharing = Callable[[int, int], "Team | None"]

__all__ = ["Sharing", "tell"]

#: from so many files on, sharing them takes less time than starting another process
_WORTH_SHARING = 4000


def tell(
    listed: list[Folder], disk: Disk, left_out: Callable[[Folder], Collection[str]], sharing: Sharing | None
) -> Iterator[bytes]:
    """For each folder what ``pemlint.files.sieve`` tells of each name in it; nothing of those that are left out.

    ``sharing`` gives the processes that share so many files; None, as in its place, for this one alone.
    """
    team = None
    files = sum(len(names) for _, names in listed)
    if sharing is not None and files >= _WORTH_SHARING:
        # One name speaks for its folder: to look at each would take longer than that is worth.
        team = sharing(files, sum(len(names) for _, names in listed if is_tls(names[0])))
    if team is None:
        for folder in listed:
            yield disk.look(folder, left_out(folder))
        return
    with team.turns(len(listed)) as turns:
        # what this process reads it keeps itself
        shelves = [_shelf() if number else None for number in range(team.count)]

        def work(number: int) -> tuple[dict[int, bytes], bytes]:
            shelf = shelves[number]
            told = {turn: disk.look(listed[turn], left_out(listed[turn]), shelf) for turn in turns}
            return told, shelf.pack() if shelf else b""

        shares = team(work, marshal.dumps, marshal.loads)
    told: dict[int, bytes] = {}
    for (some, packed), shelf in zip(shares, shelves, strict=True):
        told.update(some)
        if shelf:
            disk.learn(shelf.take(packed))
    yield from (told[number] for number in range(len(listed)))


def _shelf() -> Shelf | None:
    """Memory that two processes see; None where the system has none to give, so that what is read is read again."""
    with suppress(OSError):
        return Shelf()
    return None
