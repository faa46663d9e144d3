"""The rule ``cert-self-signature-invalid``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.chains import SelfSignature
from pemlint.frames import subject_name
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(SelfSignature, id="cert-self-signature-invalid", spec=("RFC 5280 6.1",), since="0.1.0", security="7.5")
def self_signature_invalid(subject: SelfSignature, cx: Context) -> Iterator[Finding]:
    """The certificate names itself as its issuer, and its own key did not sign it.

    ## Why it matters
    Either the certificate was changed or damaged after it was signed, or another key signed it: a new key was made and
    the old certificate edited, or a CA of the same name issued it. Clients that verify it refuse the connection.

    ## How to fix
    Make the certificate again from its key: `openssl req -x509 -key a.key -out a.crt …`. If a CA of the same name
    issued it, give the CA a name of its own and keep its certificate beside this one.
    """
    issuer = subject.certificate.x509.issuer
    if isinstance(issuer, x509.Name) and issuer.empty:
        return  # two empty names are equal and say nothing: the fault is that the issuer's is empty
    yield cx.finding(
        anchors.certificate(subject.certificate),
        f"'{subject_name(subject.certificate)}' names itself as its issuer,"
        " but its signature was not made with its own key",
        help="make the certificate again from its key; this copy was changed, or another key signed it",
    )
