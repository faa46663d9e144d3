"""The rule ``chain-duplicate-certificate``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-duplicate-certificate", spec=("RFC 8446 4.4.2",), about="flaws", since="0.1.0")
def duplicate_certificate(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """A certificate stands in the chain twice.

    ## Why it matters
    Each handshake carries it twice, and strict clients and upload forms refuse the chain. It is often the trace of a
    script that appends to a file again and again.

    ## How to fix
    Delete the second block.
    """
    for again, first in chain.duplicates:
        from pemlint.mending import blocks

        yield cx.finding(
            anchors.certificate(again),
            f"'{frames.subject_name(again)}' stands here a second time; the first is at {anchors.seen_in(first)}",
            help="delete this block",
            circumstances=() if again.place.source is first.place.source else ("two-files",),
            related=(anchors.related(first, "the same certificate"),),
            fix=blocks.without(again, "delete the second one"),
        )
