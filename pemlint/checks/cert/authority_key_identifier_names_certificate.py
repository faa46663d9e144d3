"""The rule ``cert-authority-key-identifier-names-certificate``."""

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


@rule(
    Certificate,
    id="cert-authority-key-identifier-names-certificate",
    spec=("RFC 5280 4.2.1.1", "CA/Browser Forum BR 7.1.2.11.1"),
    since="0.1.0",
)
def authority_key_identifier_names_certificate(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The authority key identifier names one certificate of the issuer, not only its key.

    ## Why it matters
    With the issuer's name and serial number in it, the certificate is bound to one certificate of its CA. A renewed
    or cross-signed certificate of the same CA no longer fits, and some clients then find no path.

    ## How to fix
    Issue the certificate again with `authorityKeyIdentifier = keyid`, without `issuer`.
    """
    authority = cert.x509.authority_key_identifier
    if authority is None or isinstance(authority, x509.Problem):
        return
    if authority.issuer is not None or authority.serial is not None:
        yield cx.finding(
            anchors.certificate(cert),
            f"the authorityKeyIdentifier of '{subject_name(cert)}' names a certificate of the issuer, not only its key",
            help="issue it again with 'authorityKeyIdentifier = keyid', without 'issuer'",
        )
