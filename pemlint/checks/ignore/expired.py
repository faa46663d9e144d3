"""The rule ``ignore-expired``."""

from __future__ import annotations

from pemlint.ignores import StatedIgnore
from pemlint.rule import rule
from pemlint.wording import listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(StatedIgnore, id="ignore-expired", since="0.1.0")
def expired(stated: StatedIgnore, cx: Context) -> Iterator[Finding]:
    """An `[[ignore]]` of the configuration has ended, and covers nothing any more.

    ## Why it matters
    Whoever wrote `until` wanted to be asked again: the findings that the table covered are reported from the day after
    (in UTC). If they are gone, the table only misleads.

    ## How to fix
    Mend what was ignored, and remove the table. Where the reason still holds, give `until` a later day.
    """
    if stated.expired:
        what = f"of {listed(stated.rules)} " if stated.rules else ""
        yield cx.finding(
            stated.anchor,
            f"the ignore {what}ended on {stated.expired}; its reason was {quoted(stated.reason)}",
            help="remove it, or give 'until' a later day",
        )
