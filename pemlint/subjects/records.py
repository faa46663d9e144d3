"""Everything that rules judge."""

from __future__ import annotations

from pemlint.bundles import Part, StatedManifest
from pemlint.material import Place
from pemlint.model import NotRead, Source
from pemlint.record import NamedTuple
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pemlint.bundles import Bundle
    from pemlint.policy import Policy
    from pemlint.store import Store
    from pemlint.subjects.facts import Facts

__all__ = ["Subject", "Tree"]


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
        elif isinstance(each, (Place, File, NotRead, StatedManifest)):
            paths.add(each.source.path)
        elif isinstance(each, Part):
            pending.append(each.file)
        elif isinstance(each, tuple) and id(each) not in seen:
            seen.add(id(each))
            pending.extend(part for part in each if isinstance(part, tuple))
    return paths
