"""The whole check of a folder: read, judged under several profiles, written in every format."""

from __future__ import annotations

from functools import cache
from unittest import mock

from fuzz import seeds
from fuzz.folder import pack, unpack
from fuzz.judging import check
from fuzz.mutation import several
from fuzz.targets import Target

__all__ = ["TARGET"]


def execute(data: bytes) -> None:
    """One run; every eighth again, with each rule looking at each subject by itself, and it must say the same."""
    folder = unpack(data)
    report = check(folder)
    if folder.run % 8 == 7:
        with mock.patch("pemlint.judging.PARTS", {}):
            assert check(folder) == report


@cache
def _seeds() -> tuple[bytes, ...]:
    return tuple(pack(folder) for folder in seeds.folders())


TARGET = Target(execute, several.mutate, _seeds, _seeds, longest=1 << 15, seconds=6)
