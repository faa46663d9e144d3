"""The rule ``chain-issuer-may-not-sign``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    ChainAnalysis,
    id="chain-issuer-may-not-sign",
    spec=("RFC 5280 4.2.1.3", "RFC 5280 6.1.4"),
    about="flaws",
    since="0.1.0",
    security="7.5",
)
def issuer_may_not_sign(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """A CA in the chain has a key usage, and signing certificates is not among it.

    ## Why it matters
    Where the key usage extension is there, it must list `keyCertSign` before anybody believes the certificates that
    the key has signed. It is forgotten where a CA is made from a template for servers.

    ## How to fix
    Issue the CA certificate again, for the same key, with `keyUsage = critical, keyCertSign, cRLSign`. What it signed
    stays valid and need not be issued again.
    """
    for child, issuer in chain.faults.may_not_sign:
        yield cx.finding(
            anchors.certificate(issuer),
            f"'{frames.subject_name(issuer)}' signed '{frames.subject_name(child)}', and its key usage does not allow"
            " it to sign certificates",
            help="issue the CA certificate again for the same key, with keyCertSign in its key usage",
            related=(anchors.related(child, "the certificate that it signed"),),
        )
