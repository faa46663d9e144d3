"""Examples of the rule ``cert-expires-soon``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests import builder

if TYPE_CHECKING:
    from tests.recipes import kit


def bad_in_ten_days() -> bytes:
    return builder.server(not_after=datetime(2026, 6, 11, tzinfo=UTC)).annotated


def bad_tonight() -> bytes:
    return builder.server(not_after=datetime(2026, 6, 1, 22, tzinfo=UTC)).annotated


def bad_by_the_number_of_a_platform() -> kit.Folder:
    return {
        "pemlint.toml": "[rules.cert-expires-soon]\ndays = 180\n",
        "server.crt": builder.server(not_after=datetime(2026, 9, 9, tzinfo=UTC)).annotated,
    }


def bad_never_valid_for_so_long() -> bytes:
    return builder.server(
        not_before=datetime(2026, 5, 30, tzinfo=UTC), not_after=datetime(2026, 6, 5, tzinfo=UTC)
    ).annotated


def good_thirty_days_left() -> bytes:
    return builder.server(not_after=datetime(2026, 7, 1, tzinfo=UTC)).annotated
