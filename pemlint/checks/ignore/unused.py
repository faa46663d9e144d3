"""The rule ``ignore-unused``."""

from __future__ import annotations

from pemlint.ignores import StatedIgnore
from pemlint.rule import rule
from pemlint.wording import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(StatedIgnore, id="ignore-unused", since="0.1.0")
def unused(stated: StatedIgnore, cx: Context) -> Iterator[Finding]:
    """An ignore covers nothing that was found.

    ## Why it matters
    What it covered has been mended, or was never there. Left in place, it hides the next finding of the same rule.
    It is reported only where that can be known: of rules that are on, and of a table in the configuration only in a run
    over the whole folder that the configuration stands in.

    ## How to fix
    Remove it, or the rules of it that are named. A comment speaks of the block below it, and of nothing else: move one
    that stands below its block.
    """
    if stated.malformed:
        return
    if not stated.placed:
        yield cx.finding(
            stated.anchor,
            "no PEM block follows the comment, so that it ignores nothing",
            help="move it above the block that it is about",
        )
    elif stated.idle:
        what = f" of {listed(stated.rules)}" if stated.rules else ""
        yield cx.finding(stated.anchor, f"the ignore{what} covers nothing that was found", help="remove it")
    elif stated.unused:
        yield cx.finding(
            stated.anchor,
            f"nothing was found of {listed(stated.unused)}, which the ignore names",
            help="remove that from the ignore",
        )
