"""A part of a run: which files it reports on, and by what it is known to belong to the others."""

from __future__ import annotations

from pemlint.shard import Shard
from pemlint.sharing import Share, by_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from pemlint.cli.reading import Reading
    from pemlint.model import Source

__all__ = ["part", "shard"]


def part(asked: tuple[int, int], sources: Iterable[Source]) -> Share:
    """The files to report on, by their paths: all those of some folders."""
    index, count = asked
    folders = ((source.path, source.repo_path.rpartition("/")[0]) for source in sources)
    return Share(index - 1, count, by_folder(folders, count))


def shard(asked: tuple[int, int], read: Reading, options: argparse.Namespace) -> Shard:
    """What a report says of the part that it tells of; to be asked when everything has been read."""
    from hashlib import sha256

    digest = sha256()
    for piece in _pieces(read, options):
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return Shard(*asked, digest.hexdigest())


def _pieces(read: Reading, options: argparse.Namespace) -> Iterator[bytes]:
    """All that decides what is found, the time apart."""
    batch, settings = read.batch, read.settings
    words = [options.profile, sorted(options.select), sorted(options.ignore), sorted(settings.discovery.data.items())]
    words += [[(each.source.repo_path, each.reason, each.kind) for each in batch.unread]]
    words += [sorted(batch.absent.items()), sorted(batch.resolved.items()), batch.scanned, batch.surroundings]
    yield repr(words).encode("utf-8", "backslashreplace")
    yield from sorted(set(settings.consulted))
    for source in batch.sources:
        known = (source.path, source.repo_path, source.tls, source.target, source.git, source.mode)
        yield repr(known).encode("utf-8", "backslashreplace")
        yield source.data
