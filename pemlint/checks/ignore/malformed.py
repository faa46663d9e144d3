"""The rule ``ignore-malformed``."""

from __future__ import annotations

from pemlint.ignores import StatedIgnore
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(StatedIgnore, id="ignore-malformed", since="0.1.0")
def malformed(stated: StatedIgnore, cx: Context) -> Iterator[Finding]:
    """A comment that starts with `pemlint:` cannot be understood, and ignores nothing.

    ## Why it matters
    Somebody wanted a finding to be ignored and wrote that down, but not in the form that pemlint reads: a bracket is
    missing, or the word is another one. The comment looks as if it had an effect.

    ## How to fix
    Write `# pemlint: ignore[rule-id] reason` on a line of its own above the first line of the block, with the id of a
    rule or the name of a group between the brackets, several of them with commas in between.
    """
    if stated.malformed:
        what = stated.malformed
        yield cx.finding(
            stated.anchor,
            "the comment ignores nothing: "
            + (what if what.startswith(("it ", "there ")) else "it cannot be understood"),
            help="write '# pemlint: ignore[rule-id] reason'",
        )
