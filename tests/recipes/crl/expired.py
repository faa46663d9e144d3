"""Examples of the rule ``crl-expired``."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.recipes import kit


def bad_due_a_month_ago() -> bytes:
    return kit.crl(
        "due on 2026-05-01", this_update=datetime(2026, 4, 1, tzinfo=UTC), next_update=datetime(2026, 5, 1, tzinfo=UTC)
    )


def good_due_in_august() -> bytes:
    return kit.crl("due on 2026-08-01")


def good_never_due() -> bytes:
    return kit.crl("no date", next_update=None)
