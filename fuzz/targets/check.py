"""The whole check of a folder: read, judged under several profiles, written in every format."""

from __future__ import annotations

from functools import cache
from unittest import mock

from fuzz import seeds
from fuzz.folder import pack, unpack
from fuzz.judging import check
from fuzz.mutation import several
from fuzz.targets import Target
from pemlint import judging

__all__ = ["TARGET"]


def execute(data: bytes) -> None:
    """One run; every eighth again, with each rule looking at each certificate by itself, and it must say the same."""
    folder = unpack(data)
    report = check(folder)
    if folder.run % 8 == 7:
        with mock.patch.object(judging, "PARTS", dict.fromkeys(judging.PARTS, id)):
            assert check(folder) == report


@cache
def _seeds() -> tuple[bytes, ...]:
    return tuple(pack(folder) for folder in seeds.folders())


TARGET = Target(execute, several.mutate, _seeds, _seeds, longest=1 << 15, seconds=6)
