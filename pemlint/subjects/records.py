"""What goes in (everything that was read) and what comes out (everything that rules judge)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pemlint.bundles import Bundle
    from pemlint.manifests import Manifest
    from pemlint.model import Source
    from pemlint.policy import Policy
    from pemlint.store import Store

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


class Subject(NamedTuple):
    """Something to judge."""

    value: Any
    policies: tuple[Policy, ...]
    #: roles and circumstances, most specific first
    circumstances: tuple[str, ...] = ()
    #: paths of files that its findings are about, wherever they point: what a chain lacks is said at another file
    sides: frozenset[str] = frozenset()


class Tree(NamedTuple):
    """Everything that was read, and what follows from it."""

    store: Store
    subjects: tuple[Subject, ...]
    bundles: tuple[Bundle, ...]
