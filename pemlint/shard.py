"""A part of a run, of which one report tells."""

from __future__ import annotations

from pemlint.record import NamedTuple

__all__ = ["Shard"]


class Shard(NamedTuple):
    """Which part of a run a report tells of, so that the reports of all parts can be put together."""

    #: from 1
    number: int
    of: int
    #: SHA-256 (hex) of all that the run was asked and has read: parts of one run have the same
    run: str
