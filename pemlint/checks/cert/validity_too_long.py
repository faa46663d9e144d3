"""The rule ``cert-validity-too-long``."""

from __future__ import annotations

from datetime import datetime, timedelta

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


_MOST_DIGITS: Final = 7


@rule(Certificate, id="cert-validity-too-long", spec=("CA/Browser Forum BR 6.3.2",), since="0.1.0")
def validity_too_long(
    cert: Certificate,
    cx: Context,
    *,
    limits: tuple[str, ...] = ("2020-09-01: 398",),
    recommended: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """The certificate is valid for longer than was allowed when it was issued.

    ## Why it matters
    The limit for public server certificates shrinks with the day of issue: 825 days from March 2018, 398 from
    September 2020, 200 from March 2026, 100 from March 2027, 47 from March 2029. Browsers refuse public certificates
    that are valid for longer.

    ## How to fix
    Have the certificate issued again for a shorter time, and let it be renewed by a machine.

    ## Options
    - `limits`: from which day of issue on how many days are allowed, as `2020-09-01: 398`, or how many months, as
      `2015-04-01: 39 months`; the last one whose day has come counts.
    - `recommended`: the same, for what should not be exceeded; it is told as `recommended`.
    """
    begin, end = cert.x509.not_before, cert.x509.not_after
    if not isinstance(begin, datetime) or not isinstance(end, datetime) or SERVERS.isdisjoint(cx.circumstances):
        return
    for entries, what, circumstances in ((limits, "allowed", ()), (recommended, "recommended", ("recommended",))):
        allowed = _allowed(entries, begin.isoformat())
        if allowed and _exceeds(begin, end, allowed):
            # both ends belong to it (RFC 5280 4.1.2.5)
            days = -(-(end - begin + timedelta(seconds=1)) // timedelta(days=1))
            yield cx.finding(
                anchors.certificate(cert),
                f"'{subject_name(cert)}' is valid for {plural(days, 'day')}; {allowed} were {what} when it was issued",
                help="have it issued again for a shorter time",
                circumstances=circumstances,
            )
            return


def _allowed(limits: tuple[str, ...], day: str) -> str:
    """What was allowed on a day of issue, as ``398`` days or ``39 months``; empty for no limit."""
    past = sorted(limit.partition(":")[::2] for limit in limits if limit.partition(":")[0].strip() <= day)
    return past[-1][1].strip() if past else ""


def _exceeds(begin: datetime, end: datetime, allowed: str) -> bool:
    number = allowed.removesuffix("months").strip()
    if not number.isdecimal() or len(number) >= _MOST_DIGITS:
        return False
    if number == allowed:
        return end - begin >= timedelta(days=int(number))
    years, month = divmod(begin.month - 1 + int(number), 12)
    if begin.year + years >= end.year + 1:
        return False
    # a day that the month does not have counts on into the next
    return end > begin.replace(year=begin.year + years, month=month + 1, day=1) + timedelta(days=begin.day - 1)
