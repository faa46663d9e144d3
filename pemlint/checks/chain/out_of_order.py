"""The rule ``chain-out-of-order``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-out-of-order", spec=("RFC 8446 4.4.2", "RFC 5246 7.4.2"), about="flaws", since="0.1.0")
def out_of_order(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """The certificates do not stand in the order leaf, intermediates, root.

    ## Why it matters
    A server takes the first certificate of the file for its own: with a CA in front it reports that the private key
    does not match. Clients of TLS 1.2 may refuse any other order, and upload forms do.

    ## How to fix
    Put the server certificate first, then the CA that signed it, then the CA that signed that one. The help lists the
    blocks to move, one step after the other, by their numbers as they stand now; the frame shows each block beside the
    one that belongs there.
    """
    if not chain.out_of_order:
        return
    from pemlint.mending import blocks

    wrong, before = chain.moves[0]
    leaf = next((one for one in chain.found if one.der == chain.leaf.der), None)
    if leaf is not None and chain.found[0].der != chain.leaf.der:
        block = anchors.certificate(leaf)
        role = "server" if chain.origin == "bundle" else "leaf"
        message = f"block {block.block} is the {role} certificate '{frames.subject_name(leaf)}'; it must be first"
    else:
        block = anchors.certificate(wrong)
        place = (
            f"it belongs after '{frames.subject_name(before)}', which it certifies" if before else "it must be first"
        )
        message = f"block {block.block}, '{frames.subject_name(wrong)}', is out of order; {place}"
    yield cx.finding(block, message, help=frames.steps(chain), frame=frames.chain(chain), fix=blocks.in_order(chain))
