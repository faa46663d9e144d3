"""The readers that inputs are shown to: one file each, found by its name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from random import Random

__all__ = ["NAMES", "Mutate", "Target", "load"]

#: in the order of the data: from bytes to reports
NAMES = ("der", "x509", "pem", "material", "manifests", "config", "check", "look")


class Mutate(Protocol):
    """Changes an input; ``chance`` alone decides how."""

    def __call__(self, data: bytes, chance: Random, pool: Sequence[bytes] = ()) -> bytes:
        """The changed input."""


class Target(NamedTuple):
    """What is shown to whom."""

    #: takes any bytes; an exception of any kind is a defect of pemlint
    execute: Callable[[bytes], None]
    mutate: Mutate
    #: inputs to begin with
    seeds: Callable[[], Iterable[bytes]]
    #: what the mutator takes pieces from
    pool: Callable[[], Sequence[bytes]]
    #: bytes of the longest input
    longest: int
    #: processor time that one input may take, in seconds, on a slow machine with coverage switched on
    seconds: float


def load(name: str) -> Target:
    """The target of that name. Raises KeyError for any other."""
    if name not in NAMES:
        raise KeyError(name)
    target: Target = import_module(f"fuzz.targets.{name}").TARGET
    return target
