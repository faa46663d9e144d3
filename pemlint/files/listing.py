"""What a quick look tells of the files that were listed, folder by folder, before any is asked about by its path."""

from __future__ import annotations

import os

from pemlint.files.naming import is_tls
from pemlint.manifests import is_manifest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Protocol

    from pemlint.files.disk import Disk

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
    Folder = tuple[str, list[str]]

__all__ = ["BLOCKLESS", "FILE", "UNTOLD", "Sharing", "by_folder", "tell"]

#: nothing; a regular file; one that is neither TLS nor a manifest by its name, and in which no PEM block begins
UNTOLD, FILE, BLOCKLESS = range(3)

#: from so many files to search on, sharing them takes less time than starting another process
_WORTH_SHARING = 4000


def by_folder(paths: Iterable[str]) -> list[Folder]:
    """Paths with the folder that they lie in."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folders.setdefault(path[: path.rfind(os.sep)] or os.sep, []).append(path)
    return list(folders.items())


def tell(
    listed: list[Folder], disk: Disk, left_out: Callable[[str, list[str]], list[str]], sharing: Sharing | None
) -> Iterator[bytes]:
    """For each folder one of ``UNTOLD``, ``FILE`` and ``BLOCKLESS`` for each path in it; nothing of what is left out.

    ``sharing`` gives the processes that share so many files; None, as in its place, for this one alone.
    """

    def look(folder: str, paths: list[str]) -> bytes:
        start = len(os.path.join(folder, ""))
        names = [path[start:] for path in paths]
        excluded = {path[start:] for path in left_out(folder, paths)}
        others = [name for name in names if name not in excluded and not (is_tls(name) or is_manifest(name))]
        files, blockless = disk.look(folder, others)
        told = {**dict.fromkeys(files, FILE), **dict.fromkeys(blockless, BLOCKLESS), **dict.fromkeys(excluded, UNTOLD)}
        return bytes([told.get(name, UNTOLD) for name in names])

    # One name speaks for its folder: to look at each would take longer than that is worth.
    searched = sum(len(paths) for _, paths in listed if not is_tls(paths[0]))
    team = sharing(searched) if sharing is not None and searched >= _WORTH_SHARING else None
    if team is None:
        for folder, paths in listed:
            yield look(folder, paths)
        return
    count = team.count

    def work(number: int) -> bytes:
        return b"".join([look(folder, paths) for folder, paths in listed[number::count]])

    shares = team(work, bytes, bytes)
    places = [0] * count
    for index, (_, paths) in enumerate(listed):
        number = index % count
        start, places[number] = places[number], places[number] + len(paths)
        yield shares[number][start : places[number]]
