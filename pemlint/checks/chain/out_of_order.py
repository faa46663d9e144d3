"""The rule ``chain-out-of-order``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-out-of-order", spec=("RFC 8446 4.4.2", "RFC 5246 7.4.2"), since="0.1.0")
def out_of_order(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """The certificates do not stand in the order leaf, intermediates, root.

    ## Why it matters
    A server takes the first certificate of the file for its own: with a CA in front it reports that the private key
    does not match. Clients of TLS 1.2 may refuse any other order, and upload forms do.

    ## How to fix
    Put the server certificate first, then the CA that signed it, then the CA that signed that one. The frame shows
    each block as it stands beside the one that belongs there.
    """
    if not chain.out_of_order:
        return
    found = [certificate for certificate in chain.found if certificate.der in {one.der for one in chain.expected}]
    expected = [one for one in chain.expected if any(one.der == certificate.der for certificate in found)]
    wrong = next(
        (here for here, wanted in zip(dict.fromkeys(found), expected, strict=False) if here.der != wanted.der), found[0]
    )
    at = next(position for position, one in enumerate(expected) if one.der == wrong.der)
    before = expected[at - 1] if at else None
    leaf_block = next((one for one in found if one.der == chain.leaf.der), None)
    if leaf_block is not None and found[0].der != chain.leaf.der:
        anchor = anchors.certificate(leaf_block)
        message = (
            f"block {anchor.block} is the server certificate '{frames.subject_name(leaf_block)}'; it must be first"
        )
        if chain.origin != "bundle":
            message = (
                f"block {anchor.block} is the leaf certificate '{frames.subject_name(leaf_block)}'; it must be first"
            )
    else:
        anchor = anchors.certificate(wrong)
        place = f"it belongs after '{frames.subject_name(before)}'" if before else "it must be first"
        message = f"block {anchor.block}, '{frames.subject_name(wrong)}', is out of order; {place}, which it certifies"
    yield cx.finding(
        anchor,
        message,
        help="reorder the blocks: leaf first, then each certificate followed by the one that signed it",
        frame=frames.chain(chain),
    )
