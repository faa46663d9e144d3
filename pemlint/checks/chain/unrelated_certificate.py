"""The rule ``chain-unrelated-certificate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-unrelated-certificate", spec=("RFC 8446 4.4.2",), since="0.1.0")
def unrelated_certificate(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """A certificate in the chain is on no path from the leaf.

    ## Why it matters
    It signed neither the leaf nor anything above it. Clients ignore it at best; it is often the remains of a former
    CA, and then the one that is needed may be missing.

    ## How to fix
    Delete the block, after a look at whether it was meant to be another one.
    """
    frame = frames.chain(chain) if chain.unrelated else None
    for certificate in chain.unrelated:
        yield cx.finding(
            anchors.certificate(certificate),
            f"'{frames.subject_name(certificate)}' is on no path from the leaf '{frames.subject_name(chain.leaf)}'",
            help="delete this block, or replace it by the CA that was meant",
            frame=frame,
        )
