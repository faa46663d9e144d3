"""Examples of the rule ``cert-validity-not-positive``."""

from __future__ import annotations

from datetime import UTC, datetime

from tests import builder

# the first is over, the other one has not begun
ALSO = {"bad_exchanged": {"cert-expired"}, "bad_in_the_future": {"cert-not-yet-valid"}}


def bad_exchanged() -> bytes:
    return builder.server(
        not_before=datetime(2026, 5, 1, tzinfo=UTC), not_after=datetime(2026, 4, 1, tzinfo=UTC)
    ).annotated


def bad_in_the_future() -> bytes:
    return builder.server(
        not_before=datetime(2027, 5, 1, tzinfo=UTC), not_after=datetime(2027, 4, 1, tzinfo=UTC)
    ).annotated


def good_order() -> bytes:
    return builder.server().annotated
