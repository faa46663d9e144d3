"""The rule ``cert-validity-too-long``."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule
from pemlint.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


_MOST_DIGITS: Final = 7


@rule(Certificate, id="cert-validity-too-long", spec=("CA/Browser Forum BR 6.3.2",), since="0.1.0")
def validity_too_long(
    cert: Certificate, cx: Context, *, limits: tuple[str, ...] = ("2020-09-01: 398",)
) -> Iterator[Finding]:
    """The certificate is valid for longer than was allowed when it was issued.

    ## Why it matters
    The limit for public server certificates shrinks with the day of issue: 825 days from March 2018, 398 from
    September 2020, 200 from March 2026, 100 from March 2027, 47 from March 2029. Browsers refuse public certificates
    that are valid for longer.

    ## How to fix
    Have the certificate issued again for a shorter time, and let it be renewed by a machine.

    ## Options
    - `limits`: from which day of issue on how many days are allowed, as `2020-09-01: 398`; the last one whose day
      has come counts. A certificate in the last of its days is told as `recommended`.
    """
    begin, end = cert.x509.not_before, cert.x509.not_after
    if not isinstance(begin, datetime) or not isinstance(end, datetime) or SERVERS.isdisjoint(cx.circumstances):
        return
    allowed = _allowed(limits, f"{begin:%Y-%m-%d}")
    # both ends belong to it (RFC 5280 4.1.2.5)
    length = end - begin + timedelta(seconds=1)
    if not allowed or length <= timedelta(days=allowed - 1):
        return
    over = length > timedelta(days=allowed)
    days = -(-length // timedelta(days=1))
    yield cx.finding(
        anchors.certificate(cert),
        f"'{subject_name(cert)}' is valid for {plural(days, 'day')}; "
        + (f"{allowed} were allowed when it was issued" if over else f"that uses up the {allowed} that were allowed"),
        help="have it issued again for a shorter time",
        circumstances=() if over else ("recommended",),
    )


def _allowed(limits: tuple[str, ...], day: str) -> int:
    """The days that were allowed on a day of issue; 0 for no limit."""
    past = sorted(limit.partition(":")[::2] for limit in limits if limit.partition(":")[0].strip() <= day)
    text = past[-1][1].strip() if past else ""
    return int(text) if text.isdecimal() and len(text) < _MOST_DIGITS else 0
