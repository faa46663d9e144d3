"""What goes in (everything that was read) and what comes out (everything that rules judge)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pemlint.bundles import Part, StatedManifest
from pemlint.material import Place
from pemlint.model import Source
from pemlint.record import NamedTuple
from pemlint.store import File

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pemlint.bundles import Bundle
    from pemlint.manifests import Manifest
    from pemlint.policy import Policy
    from pemlint.store import Store
    from pemlint.subjects.facts import Facts

__all__ = ["Batch", "Subject", "Tree"]


class Batch(NamedTuple):
    """All that was read from the disk for one run."""

    sources: tuple[Source, ...]
    #: manifests among them, and the configuration if it declares bundles
    manifests: tuple[tuple[Source, Manifest], ...]
    #: (manifest's repository path, path as written) → why there is no file, and whether Git ignores it
    absent: Mapping[tuple[str, str], tuple[str, str]]
    #: (manifest's repository path, path as written) → repository path of the file
    resolved: Mapping[tuple[str, str], str]
    #: repository paths of the folders that were looked through; empty for the root itself
    scanned: tuple[str, ...] = ()
    #: circumstances of the whole run that a profile may grade by: ``ci``
    surroundings: tuple[str, ...] = ()


class Subject(NamedTuple):
    """Something to judge."""

    value: Any
    policies: tuple[Policy, ...]
    #: roles and circumstances, most specific first
    circumstances: tuple[str, ...] = ()
    #: paths of files that its findings are about, wherever they point: what a chain lacks is said at another file
    sides: frozenset[str] = frozenset()

    @property
    def files(self) -> frozenset[str]:
        """Paths of all files that its findings can point to, as the main place or as a related one."""
        return frozenset(_paths(self.value)) | self.sides


class Tree(NamedTuple):
    """Everything that was read, and what follows from it."""

    store: Store
    subjects: tuple[Subject, ...]
    bundles: tuple[Bundle, ...]
    facts: Facts


def _paths(value: object) -> set[str]:
    """The files of every place that a record holds, however deep: a rule can point to nothing else."""
    paths: set[str] = set()
    seen: set[int] = set()
    pending = [value]
    for each in pending:
        if isinstance(each, Source):
            paths.add(each.path)
        elif isinstance(each, (Place, File, StatedManifest)):
            paths.add(each.source.path)
        elif isinstance(each, Part):
            pending.append(each.file)
        elif isinstance(each, tuple) and id(each) not in seen:
            seen.add(id(each))
            pending.extend(part for part in each if isinstance(part, tuple))
    return paths
