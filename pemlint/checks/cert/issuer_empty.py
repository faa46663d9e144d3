"""The rule ``cert-issuer-empty``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-issuer-empty", spec=("RFC 5280 4.1.2.4",), about="form", since="0.1.0")
def issuer_empty(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The certificate does not name its issuer.

    ## Why it matters
    A path is built from issuer to subject. Without an issuer name nobody can find the CA that signed, so clients refuse
    the certificate and platforms that ask for "information about the issuer" refuse the upload.

    ## How to fix
    Give the CA a subject, or a self-signed certificate one of its own (`-subj '/CN=Example CA'`), and issue the
    certificate again: the name is part of what is signed.
    """
    issuer = cert.x509.issuer
    if isinstance(issuer, x509.Name) and issuer.empty:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has an empty issuer name: it does not say who signed it",
            help="issue it again by a CA that has a name",
        )
