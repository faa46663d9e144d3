"""The rule ``ignore-without-reason``."""

from __future__ import annotations

from pemlint.ignores import StatedIgnore
from pemlint.rule import rule
from pemlint.wording import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(StatedIgnore, id="ignore-without-reason", since="0.1.0")
def without_reason(stated: StatedIgnore, cx: Context) -> Iterator[Finding]:
    """A comment ignores findings and does not say why.

    ## Why it matters
    An ignore outlives the memory of whoever wrote it. Without the reason nobody can tell later whether it still holds,
    and it stays for ever: for a weak key or an expired certificate that is how an accident begins.

    ## How to fix
    Write the reason after the bracket, on the same line: `# pemlint: ignore[cert-expired] fixture of the expiry test`.
    Keep it to ASCII: some readers refuse other characters in a PEM file. In a configuration a missing `reason` is an
    error of the configuration, and no finding.
    """
    if stated.form == "comment" and not (stated.malformed or stated.reason):
        yield cx.finding(
            stated.anchor,
            f"{listed((*stated.rules, *stated.unknown))} is ignored without a reason",
            help="say why after the bracket, on the same line",
        )
