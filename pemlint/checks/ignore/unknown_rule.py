"""The rule ``ignore-unknown-rule``."""

from __future__ import annotations

from pemlint.ignores import StatedIgnore
from pemlint.rule import rule
from pemlint.wording import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(StatedIgnore, id="ignore-unknown-rule", since="0.1.0")
def unknown_rule(stated: StatedIgnore, cx: Context) -> Iterator[Finding]:
    """A comment ignores a rule or a group that does not exist.

    ## Why it matters
    A rule that does not exist is never ignored: with a letter wrong, the finding stays, and with the name of a rule
    that another version had, the comment has lost its purpose.

    ## How to fix
    `pemlint rules` lists the ids. A group is the first word of an id, such as `cert` or `chain`. In a configuration an
    unknown rule is an error of the configuration, and no finding.
    """
    if stated.unknown:
        plural = len(stated.unknown) > 1
        yield cx.finding(
            stated.anchor,
            f"there {'are no rules or groups' if plural else 'is no rule or group'} {listed(stated.unknown)}",
            help="'pemlint rules' lists the ids",
        )
