"""Examples of the rule ``crl-not-yet-valid``."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.recipes import kit


def bad_from_july_on() -> bytes:
    return kit.crl("issued on 2026-07-01", this_update=datetime(2026, 7, 1, tzinfo=UTC))


def good_from_may_on() -> bytes:
    return kit.crl("issued on 2026-05-01")
