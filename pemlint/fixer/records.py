"""What mending gives."""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.batch import Batch
    from pemlint.model import Finding

__all__ = ["Mended", "New", "Refused"]


class New(NamedTuple):
    """The content that a file is to have."""

    #: as people see it
    path: str
    #: None where there was no such file
    old: bytes | None
    data: bytes


class Refused(NamedTuple):
    """A fix that was not made."""

    finding: Finding
    #: to stand after "because"
    reason: str


class Mended(NamedTuple):
    """What is to be written, and what was read as it is then."""

    batch: Batch
    fixed: tuple[Finding, ...]
    refused: tuple[Refused, ...]
    #: in sets, each of which is written whole or not at all; without those that are as they were
    sets: tuple[tuple[New, ...], ...]
