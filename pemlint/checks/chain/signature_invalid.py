"""The rule ``chain-signature-invalid``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.authorities import key_identifier
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    ChainAnalysis, id="chain-signature-invalid", spec=("RFC 5280 6.1.3",), about="flaws", since="0.1.0", security="7.5"
)
def signature_invalid(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """A certificate names its issuer, and the issuer's key did not sign it.

    ## Why it matters
    Names agree and keys do not: every client refuses the chain. Either the CA has been re-keyed and this is its other
    certificate, or one of the two certificates was changed after it was signed.

    ## How to fix
    For another key: put in the certificate of the same CA that holds the right key. For damage: take the certificate
    from where it was issued again.
    """
    for link in chain.bad_links:
        issuer = frames.subject_name(link.candidate)
        where = f"; the right one is in {anchors.seen_in(link.elsewhere)}" if link.elsewhere else ""
        if not link.damaged:
            reason = f"'{issuer}' in {anchors.seen_in(link.candidate)} has the issuer's name but another key{where}"
        elif key_identifier(link.child) is None:
            reason = f"the signature is not that of '{issuer}': that has another key, or one of the two is damaged"
        else:
            reason = (
                f"the signature is not that of '{issuer}' though its key is the one named: one of the two is damaged"
            )
        yield cx.finding(
            anchors.certificate(link.child),
            f"'{frames.subject_name(link.child)}': {reason}",
            help="replace the damaged certificate by a fresh copy"
            if link.damaged and key_identifier(link.child) is not None
            else "replace the issuer's certificate by the one whose key signed this certificate",
            related=(anchors.related(link.candidate, "the certificate with the issuer's name"),),
        )
