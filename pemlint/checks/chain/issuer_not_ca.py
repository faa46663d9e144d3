"""The rule ``chain-issuer-not-ca``."""

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
    id="chain-issuer-not-ca",
    spec=("RFC 5280 6.1.4", "RFC 5280 4.2.1.9"),
    about="flaws",
    since="0.1.0",
    security="7.5",
)
def issuer_not_ca(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """A certificate in the chain was signed by a certificate that is not a CA.

    ## Why it matters
    Only a certificate with `CA:TRUE` in its basic constraints may sign others; clients refuse the chain. It happens
    when a CA was made without extensions.

    ## How to fix
    Issue the CA certificate again with `basicConstraints = critical, CA:TRUE` and `keyUsage = keyCertSign, cRLSign`,
    then the certificates that it signs.
    """
    for child, issuer in chain.faults.not_ca:
        yield cx.finding(
            anchors.certificate(issuer),
            f"'{frames.subject_name(issuer)}' signed '{frames.subject_name(child)}' and is not a CA",
            help="issue it again with basicConstraints CA:TRUE",
            related=(anchors.related(child, "the certificate that it signed"),),
        )
