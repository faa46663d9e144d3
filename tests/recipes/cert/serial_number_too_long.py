"""Examples of the rule ``cert-serial-number-too-long``."""

from __future__ import annotations

from tests import builder


def bad_21_bytes() -> bytes:
    return builder.server(serial=1 << 160).annotated


def good_20_bytes() -> bytes:
    return builder.server(serial=(1 << 159) - 1).annotated
