"""What judging gave, as it travels from one process to another: plain records, and nothing that a file holds."""

from __future__ import annotations

import marshal

from pemlint.model import Create, Edit, Fault, Finding, Fix, Frame, Location, Related, Row, Severity, Span, Summary
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

__all__ = ["Judgement", "Outcome", "pack", "unpack"]


class Judgement(NamedTuple):
    """A finding, and what has to be known of it to put those of several processes in their order."""

    #: which of the manifests, files and keys of the run gave it, counted from 0
    home: int
    #: whether it concerns a file that was asked about
    asked: bool
    finding: Finding


class Outcome(NamedTuple):
    """Everything that some of the subjects of a run gave."""

    judgements: tuple[Judgement, ...] = ()
    #: each with its home, as above
    faults: tuple[tuple[int, Fault], ...] = ()
    #: names of the profiles in force
    profiles: tuple[str, ...] = ()
    #: of each rule that is on, the gravest severity that a profile in force gives it
    grades: Mapping[str, int] = {}
    #: what was asked about; its counts of findings are of no use
    read: Summary = Summary()
    #: everything in it that is TLS material
    materials: int = 0
    #: whether there may be a comment that has something ignored
    marked: bool = False


#: what becomes a tuple with the number of its kind in front; all else are texts, numbers, and tables of them
_KINDS: tuple[Callable[..., Any], ...] = (
    lambda *items: items,
    Outcome,
    Judgement,
    Finding,
    Location,
    Related,
    Frame,
    Row,
    Fix,
    Edit,
    Create,
    Span,
    Fault,
    Summary,
    Severity,
)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)} | {tuple: 0}


def pack(outcome: Outcome) -> bytes:
    """Bytes to send through a pipe, for ``unpack`` in another process of this run."""
    return marshal.dumps(_flat(outcome))


def unpack(data: bytes) -> Outcome:
    """An outcome from what ``pack`` gave. Of bytes from elsewhere nothing is promised."""
    outcome: Outcome = _full(marshal.loads(data))  # noqa: S302 - written by a process of this run
    return outcome


def _flat(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return value
    number = _NUMBERS.get(kind)
    if number is None:
        return value
    return (number, *map(_flat, value)) if kind is not Severity else (number, int(value))


def _full(value: Any) -> Any:
    return _KINDS[value[0]](*map(_full, value[1:])) if type(value) is tuple else value
