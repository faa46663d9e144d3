"""Examples of the rule ``cert-not-yet-valid``."""

from __future__ import annotations

from datetime import UTC, datetime

from tests import builder


def bad_in_ninety_days() -> bytes:
    return builder.server(not_before=datetime(2026, 8, 30, tzinfo=UTC)).annotated


def bad_in_two_hours() -> bytes:
    return builder.server(not_before=datetime(2026, 6, 1, 2, tzinfo=UTC)).annotated


def good_begins_now() -> bytes:
    return builder.server(not_before=builder.NOW).annotated
