"""Examples of the rule ``cert-serial-number-not-positive``."""

from __future__ import annotations

from tests import builder


def bad_negative() -> bytes:
    return builder.server(serial=-5).annotated


def bad_zero() -> bytes:
    return builder.server(serial=0).annotated


def good_positive() -> bytes:
    return builder.server(serial=1).annotated
