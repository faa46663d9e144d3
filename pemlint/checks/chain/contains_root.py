"""The rule ``chain-contains-root``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-contains-root", spec=("RFC 8446 4.4.2",), since="0.1.0")
def contains_root(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """The chain includes a self-signed root.

    ## Why it matters
    A client trusts a root only if it has it already, so the copy helps nobody and is sent in every handshake. Some
    platforms want the root nevertheless, which is why this rule is off by default.

    ## How to fix
    Delete the root's block from the chain.
    """
    for root in chain.included_roots:
        from pemlint.mending import blocks

        yield cx.finding(
            anchors.certificate(root),
            f"'{frames.subject_name(root)}' is a self-signed root; clients have it already or will not trust it",
            help="delete this block from the chain",
            fix=blocks.without(root, "delete the root"),
        )
