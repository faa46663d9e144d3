"""The rule ``cert-authority-key-identifier-critical``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-authority-key-identifier-critical", spec=("RFC 5280 4.2.1.1",), about="form", since="0.1.0")
def authority_key_identifier_critical(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The authority key identifier is marked critical.

    ## Why it matters
    The identifier helps to find a path and must not decide whether a certificate is valid, so RFC 5280 forbids to
    mark it critical. Strict validators refuse such a certificate.

    ## How to fix
    Take `critical` away from `authorityKeyIdentifier` in the configuration of the CA and issue the certificate again.
    """
    extension = cert.x509.extension(oids.AUTHORITY_KEY_IDENTIFIER)
    if extension and extension.critical:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' marks authorityKeyIdentifier critical, which RFC 5280 forbids",
            help="issue it again without 'critical' on authorityKeyIdentifier",
        )
