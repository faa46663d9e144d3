"""Examples of the rule ``crl-number-missing``."""

from __future__ import annotations

from tests.recipes import kit


def bad_no_number() -> bytes:
    return kit.crl("without a number", number=None)


def good_number() -> bytes:
    return kit.crl("number 7", number=7)
