"""What a quick look tells of the files that were listed, folder by folder, before any is asked about by its path."""

from __future__ import annotations

from pemlint.files.naming import is_tls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from typing import Protocol

    from pemlint.files.disk import Disk
    from pemlint.files.walk import Folder

    class Team(Protocol):
        """So many processes, which see what this one knows."""

        @property
        def count(self) -> int:
            """How many there are."""
            ...

        def __call__(
            self, work: Callable[[int], bytes], pack: Callable[[bytes], bytes], unpack: Callable[[bytes], bytes], /
        ) -> list[bytes]:
            """Do the work of every number below ``count``, and give the results in that order."""
            ...

    Sharing = Callable[[int], "Team | None"]

__all__ = ["Sharing", "tell"]

#: from so many files to search on, sharing them takes less time than starting another process
_WORTH_SHARING = 4000


def tell(
    listed: list[Folder], disk: Disk, left_out: Callable[[Folder], Collection[str]], sharing: Sharing | None
) -> Iterator[bytes]:
    """For each folder what ``pemlint.files.sieve`` tells of each name in it; nothing of those that are left out.

    ``sharing`` gives the processes that share so many files; None, as in its place, for this one alone.
    """
    # One name speaks for its folder: to look at each would take longer than that is worth.
    searched = sum(len(names) for _, names in listed if not is_tls(names[0]))
    team = sharing(searched) if sharing is not None and searched >= _WORTH_SHARING else None
    if team is None:
        for folder in listed:
            yield disk.look(folder, left_out(folder), keep=True)
        return
    count = team.count

    def work(number: int) -> bytes:
        # What another process keeps is of no use to this one.
        return b"".join([disk.look(folder, left_out(folder), keep=number == 0) for folder in listed[number::count]])

    shares = team(work, bytes, bytes)
    places = [0] * count
    for index, (_, names) in enumerate(listed):
        number = index % count
        start, places[number] = places[number], places[number] + len(names)
        yield shares[number][start : places[number]]
