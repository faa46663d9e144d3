"""The rule ``chain-signature-weak``."""

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
    id="chain-signature-weak",
    spec=("RFC 8446 4.4.2.4", "RFC 9155"),
    about="flaws",
    since="0.1.0",
    security="5.9",
)
def signature_weak(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """A signature in the chain is made with MD5, SHA-1 or an even older hash.

    ## Why it matters
    Others can make a second certificate with the same signature. Browsers, Go, Java and OpenSSL 3 at its usual security
    level refuse SHA-1 in a chain. The signature of a root, which nobody checks, does not count.

    ## How to fix
    Have the certificate issued again with SHA-256 or better. For the certificate of a CA the key may stay, and with it
    all that it has signed.
    """
    for certificate, name in chain.faults.weak:
        yield cx.finding(
            anchors.certificate(certificate),
            f"the signature of '{frames.subject_name(certificate)}' is made with {name}",
            help="have it issued again with SHA-256 or better",
        )
