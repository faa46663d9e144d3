"""Examples of the rule ``crl-validity-too-long``."""

from __future__ import annotations

from datetime import UTC, datetime

from tests import builder
from tests.recipes import kit


def _limited(tag: int) -> bytes:
    """An issuingDistributionPoint that limits the list to subscribers (1) or CAs (2)."""
    return builder.names.extension("2.5.29.28", builder.der.sequence(builder.der.implicit(tag, b"\xff")), critical=True)


def bad_two_years() -> bytes:
    return kit.crl("for two years", next_update=datetime(2028, 5, 1, tzinfo=UTC))


def bad_subscribers_for_three_months() -> bytes:
    return kit.crl("of subscribers' certificates, for three months", extensions=(_limited(1),))


def good_authorities_for_three_months() -> bytes:
    return kit.crl("of CA certificates, for three months", extensions=(_limited(2),))


def good_a_year() -> bytes:
    return kit.crl("for a year", next_update=datetime(2027, 5, 1, tzinfo=UTC))


def good_subscribers_for_ten_days() -> bytes:
    soon = datetime(2026, 6, 5, tzinfo=UTC)
    started = datetime(2026, 5, 26, tzinfo=UTC)
    return kit.crl("of subscribers' certificates", extensions=(_limited(1),), this_update=started, next_update=soon)
