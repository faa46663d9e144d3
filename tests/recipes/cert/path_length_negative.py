"""Examples of the rule ``cert-path-length-negative``."""

from __future__ import annotations

from tests import builder


def bad_minus_one() -> bytes:
    return builder.intermediate(path_length=-1).annotated


def good_zero() -> bytes:
    return builder.intermediate(path_length=0).annotated
