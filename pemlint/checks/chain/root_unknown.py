"""The rule ``chain-root-unknown``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-root-unknown", spec=("RFC 5280 6.1",), about="flaws", since="0.1.0")
def root_unknown(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """Nobody vouches for the top of the chain.

    ## Why it matters
    A client connects only if it has been given the CA at the top, or the self-signed certificate itself. Where the
    manifest declares `roots`, the top is not among them. Where it does not, neither the repository nor the public
    root programmes know it: that is right for a private CA, and worth knowing for any other.

    ## How to fix
    Declare the CA file that clients are given as `roots`. If the certificate is meant to be publicly trusted, the
    chain leads to the wrong CA, or an intermediate is missing.
    """
    top = chain.unknown_top
    if top is None:
        return
    name = frames.subject_name(top)
    if chain.roots_declared:
        message = f"the chain ends in '{name}', which is not among the declared roots"
    elif chain.self_signed:
        message = f"'{name}' is self-signed: clients must be given it before they can connect"
    else:
        message = (
            f"the chain ends in '{name}', whose issuer '{frames.issuer_name(top)}' is neither among the files read"
            " nor a public root"
        )
    yield cx.finding(
        anchors.certificate(top),
        message,
        help="declare what clients trust as 'roots' in the manifest",
        circumstances=("roots-declared",) if chain.roots_declared else (),
    )
