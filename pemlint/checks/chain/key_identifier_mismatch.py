"""The rule ``chain-key-identifier-mismatch``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-key-identifier-mismatch", spec=("RFC 5280 4.2.1.1",), about="flaws", since="0.1.0")
def key_identifier_mismatch(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """A certificate describes its issuer otherwise than the issuer's certificate does, though that one signed it.

    ## Why it matters
    The signature is right, and OpenSSL still does not take the one for the issuer of the other when key identifier,
    serial number or issuer differ: it reports that the issuer cannot be found. It happens when a CA certificate is
    issued again and its key identifier is computed in another way.

    ## How to fix
    Put in the CA certificate that was there when this one was issued, or issue this one again. A CA certificate that
    replaces another one keeps its subject key identifier.
    """
    for child, issuer, what in chain.faults.identifiers:
        yield cx.finding(
            anchors.certificate(child),
            f"'{frames.subject_name(issuer)}' signed '{frames.subject_name(child)}', which names {what}",
            help="use the CA certificate that it names, or issue the certificate again",
            related=(anchors.related(issuer, "the certificate whose key signed it"),),
        )
