"""Examples of the rule ``cert-validity-too-long``."""

from __future__ import annotations

from datetime import UTC, datetime

from tests import builder


def bad_two_years() -> bytes:
    return builder.server(
        not_before=datetime(2026, 1, 1, tzinfo=UTC), not_after=datetime(2028, 1, 1, tzinfo=UTC)
    ).annotated


def good_398_days() -> bytes:
    until = datetime(2027, 1, 31, 23, 59, 59, tzinfo=UTC)
    return builder.server(not_before=datetime(2026, 1, 1, tzinfo=UTC), not_after=until).annotated


def good_authority() -> bytes:
    return builder.root().annotated
