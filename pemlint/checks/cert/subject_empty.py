"""The rule ``cert-subject-empty``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.material import Certificate
from pemlint.roles import AUTHORITIES
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-subject-empty", spec=("RFC 5280 4.1.2.6",), about="form", since="0.1.0")
def subject_empty(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A CA certificate has an empty subject.

    ## Why it matters
    A path is built from issuer to subject by name. A CA without a name cannot be found, and what it signs has an
    empty issuer.

    ## How to fix
    Give the CA a subject, issue its certificate again, and then everything that it has signed.
    """
    subject = cert.x509.subject
    if AUTHORITIES.isdisjoint(cx.circumstances) or not cert.x509.is_ca or cert.x509.self_issued:
        return  # a self-issued one is told for its issuer
    if isinstance(subject, x509.Name) and subject.empty:
        yield cx.finding(
            anchors.certificate(cert),
            "the CA certificate has an empty subject: what it signs cannot name its issuer",
            help="give the CA a subject and issue its certificate again",
        )
