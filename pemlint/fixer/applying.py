"""Fixes applied to what was read; nothing is written."""

from __future__ import annotations

import posixpath

from pemlint import manifests
from pemlint.model import Create, Edit, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pemlint.batch import Batch
    from pemlint.model import Fix

__all__ = ["contents", "with_contents"]


def contents(fixes: Iterable[Fix], sources: Mapping[str, Source]) -> dict[str, Source]:
    """Every file that fixes change, as it is after them, by its path; their edits do not overlap."""
    edits: dict[str, list[Edit]] = {}
    changed: dict[str, Source] = {}
    for fix in fixes:
        for one in fix.edits:
            if isinstance(one, Create):
                changed[one.path] = Source(one.path, one.repo_path, one.data, tls=True, target=True)
            else:
                edits.setdefault(one.path, []).append(one)
    for path, some in edits.items():
        changed[path] = sources[path]._replace(data=_edited(sources[path].data, some))
    return changed


def _edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda one: one.span):
        pieces += (data[at : edit.span.start], edit.replacement)
        at = edit.span.end
    return b"".join((*pieces, data[at:]))


def with_contents(batch: Batch, changed: Mapping[str, Source]) -> Batch:
    """The batch with other contents of some files; manifests are read anew, and may name a file that is new."""
    known = {source.path for source in batch.sources}
    sources = tuple(changed.get(source.path, source) for source in batch.sources)
    sources += tuple(source for path, source in changed.items() if path not in known)
    stated = tuple(
        (new, manifests.parse(new.data, new.repo_path)) if (new := changed.get(source.path)) else (source, manifest)
        for source, manifest in batch.manifests
    )
    paths = {source.repo_path for source in sources}
    resolved, absent = dict(batch.resolved), dict(batch.absent)
    for source, manifest in stated:
        for written in manifest.paths if source.path in changed else ():
            key = manifest.repo_path, written
            path = posixpath.normpath(posixpath.join(posixpath.dirname(source.repo_path), written))
            if key not in resolved and path in paths:
                resolved[key] = path
                absent.pop(key, None)
    return batch._replace(sources=sources, manifests=stated, resolved=resolved, absent=absent)
