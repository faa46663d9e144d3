"""Work that is shared, without processes: parts of a run judged one after the other."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from pemlint import config, engine, files, manifests
from pemlint.batch import Batch
from pemlint.cli import settings
from pemlint.manifests import is_manifest
from pemlint.model import Source
from pemlint.plan import Plan
from pemlint.reporters import render
from pemlint.reporters.merging import merge
from pemlint.shard import Shard
from pemlint.sharing import WHOLE, Share, by_folder
from tests import builder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pemlint.model import Report

_T = TypeVar("_T")

KINDS = ("json", "sarif")


class Turns:
    """Does in turn, in one process, what several would do, and packs what they would send."""

    def __init__(self, count: int) -> None:
        self.count = count

    @contextmanager
    def together(
        self,
        begin: Callable[[int], tuple[bytes, Callable[[Sequence[bytes]], _T]]],
        pack: Callable[[_T], bytes],
        unpack: Callable[[bytes], _T],
    ) -> Iterator[list[_T]]:
        told, rest = zip(*map(begin, range(self.count)), strict=True)
        yield [unpack(pack(go_on(told))) for go_on in rest]


def batch(tree: Mapping[str, bytes]) -> Batch:
    """A batch of everything in a tree, given by path, as if its root had been looked through."""
    sources = [
        Source(path, path, data, tls=not path.endswith(".md"), target=True) for path, data in sorted(tree.items())
    ]
    stated = [(source, manifests.parse(source.data, source.path)) for source in sources if is_manifest(source.path)]
    declared = [(manifest.repo_path, path) for _, manifest in stated for path in manifest.paths]
    places = {(manifest, path): _joined(manifest, path) for manifest, path in declared}
    return Batch(
        sources=tuple(sources),
        manifests=tuple(stated),
        absent={key: ("missing", "") for key, place in places.items() if place not in tree},
        resolved={key: place for key, place in places.items() if place in tree},
        scanned=("",),
    )


def _joined(manifest: str, path: str) -> str:
    folders = manifest.split("/")[:-1]
    for part in path.split("/"):
        folders = folders[:-1] if part == ".." else [*folders, part]
    return "/".join(folders)


def plan(configuration: str = "") -> Plan:
    """The plan of a configuration in the root."""
    loader = settings.loader()
    found = config.parse(configuration.encode(), "pemlint.toml", "", loader.known, _nothing)
    return Plan(loader, found._replace(repo_path="pemlint.toml"))


def _nothing(_path: str, base: str) -> tuple[bytes, str]:
    return b"", base


def judged(batch: Batch, plan: Plan, count: int = 1, part: Share = WHOLE) -> Report:
    """The report of a run, or of a part of it, in so many shares."""
    return engine.run(
        batch,
        plan,
        now=builder.NOW,
        public_roots=files.public_roots,
        detail=True,
        team=Turns(count) if count > 1 else None,
        part=part,
    )


def merged(batch: Batch, plan: Plan, shards: int) -> dict[str, str]:
    """The report of a run in so many shards, put together in reverse order, by its format."""
    owners = by_folder(((source.path, source.path.rpartition("/")[0]) for source in batch.sources), shards)
    reports = [
        judged(batch, plan, part=Share(number, shards, owners))._replace(shard=Shard(number + 1, shards, "run"))
        for number in reversed(range(shards))
    ]
    return {
        kind: merge((str(report.shard), render(report, kind).encode("ascii")) for report in reports).text
        for kind in KINDS
    }
