"""The rule ``chain-contains-leaf``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-contains-leaf", spec=("RFC 8446 4.4.2",), about="flaws", since="0.1.0")
def contains_leaf(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """The chain file repeats the certificate that has a file of its own.

    ## Why it matters
    Where certificate and chain are two files, the server or the platform puts them together: the leaf would be sent
    twice. Some platforms refuse such a chain.

    ## How to fix
    Delete the leaf's block from the chain file, or declare the whole file as `certificate` and no `chain`.
    """
    for copy in chain.leaf_copies:
        from pemlint.mending import blocks

        yield cx.finding(
            anchors.certificate(copy),
            f"the chain repeats the certificate '{frames.subject_name(copy)}' of {anchors.seen_in(chain.leaf)}",
            help="delete this block: the chain starts with the CA that signed the certificate",
            related=(anchors.related(chain.leaf, "the certificate itself"),),
            fix=blocks.without(copy, "delete the copy"),
        )
