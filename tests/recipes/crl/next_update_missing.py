"""Examples of the rule ``crl-next-update-missing``."""

from __future__ import annotations

from tests.recipes import kit


def bad_no_date() -> bytes:
    return kit.crl("no date for the next", next_update=None)


def good_a_date() -> bytes:
    return kit.crl("the next is due on 2026-08-01")
