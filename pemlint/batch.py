"""All that goes into a run."""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pemlint.manifests import Manifest
    from pemlint.model import NotRead, Source

__all__ = ["Batch"]


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
    #: what lies among the targets and could not be read
    unread: tuple[NotRead, ...] = ()
