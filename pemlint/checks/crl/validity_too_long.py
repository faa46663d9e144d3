"""The rule ``crl-validity-too-long``."""

from __future__ import annotations

from datetime import datetime, timedelta

from pemlint import anchors
from pemlint.frames import issuer_name
from pemlint.material import RevocationList
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: of the calendar, less one for the days that count on
_LAST_YEAR: Final = 9998


@rule(
    RevocationList,
    id="crl-validity-too-long",
    spec=("CA/Browser Forum BR 7.2", "CA/Browser Forum BR 4.9.7"),
    since="0.1.0",
)
def validity_too_long(crl: RevocationList, cx: Context, *, days: int = 10, months: int = 12) -> Iterator[Finding]:
    """The next revocation list is due later than public CAs may let it be.

    ## Why it matters
    Whoever holds the list may use it until then, and does not learn what is revoked meanwhile. Public CAs issue lists
    of server certificates for ten days at most, lists of CAs for twelve months.

    ## How to fix
    Issue lists more often, and for a shorter time.

    ## Options
    - `days`: how many days a list may hold that says that it covers subscribers' certificates (onlyContainsUserCerts).
    - `months`: how many months any other list may hold: it may cover CAs.
    """
    begin, end = crl.x509.this_update, crl.x509.next_update
    if not isinstance(begin, datetime) or not isinstance(end, datetime):
        return
    users = crl.x509.covers == "users"
    if end > (begin + timedelta(days=days) if users else _later(begin, months)):
        yield cx.finding(
            anchors.material(crl),
            f"the revocation list of '{issuer_name(crl)}' holds for {plural((end - begin).days, 'day')};"
            f" {plural(days, 'day') if users else plural(months, 'month')} are allowed",
            help="issue lists more often, and for a shorter time",
        )


def _later(moment: datetime, months: int) -> datetime:
    """So many months later; a day that the month does not have counts on into the next."""
    years, month = divmod(moment.month - 1 + months, 12)
    first = moment.replace(year=min(moment.year + years, _LAST_YEAR), month=month + 1, day=1)
    return first + timedelta(days=moment.day - 1)
