"""The rule ``chain-signature-not-checked``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule
from pemlint.x509 import PublicKeyInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    ChainAnalysis,
    id="chain-signature-not-checked",
    spec=("RFC 5280 6.1.3",),
    about="flaws",
    since="0.1.0",
    security="5.0",
)
def signature_not_checked(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """Whether a certificate was signed by its issuer was not checked, as that would take too long.

    ## Why it matters
    The chain looks whole, and nobody has seen that it is: a signature that does not fit would not be noticed. It takes
    too long where the files hold very many certificates with the name of the issuer and each with another key, or
    where its RSA key is far larger than any that is in use. Neither happens by accident.

    ## How to fix
    Keep to the one certificate of the issuer whose key signed, and have the certificate name it by its authority key
    identifier. The limits are in `docs/limits.md`.
    """
    for link in chain.unasked:
        issuer = frames.subject_name(link.candidate)
        key = link.candidate.x509.public_key
        large = isinstance(key, PublicKeyInfo) and key.is_too_large
        reason = f"the RSA key of '{issuer}' is too large" if large else f"too many keys bear the name '{issuer}'"
        yield cx.finding(
            anchors.certificate(link.child),
            f"whether '{frames.subject_name(link.child)}' was signed by its issuer was not checked: {reason}",
            help="keep to the one certificate of the issuer whose key signed this certificate",
            related=(anchors.related(link.candidate, "a certificate with the issuer's name"),),
        )
