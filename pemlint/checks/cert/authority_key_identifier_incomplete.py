"""The rule ``cert-authority-key-identifier-incomplete``."""

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


@rule(Certificate, id="cert-authority-key-identifier-incomplete", spec=("RFC 5280 4.2.1.1",), since="0.1.0")
def authority_key_identifier_incomplete(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The authority key identifier does not hold the identifier of a key.

    ## Why it matters
    RFC 5280 wants the key identifier in it. A name and a serial number alone point to one certificate of the issuer,
    and the path breaks when the CA renews that certificate.

    ## How to fix
    Issue the certificate again with `authorityKeyIdentifier = keyid`, by a CA that has a subject key identifier.
    """
    authority = cert.x509.authority_key_identifier
    if authority is None or isinstance(authority, x509.Problem) or authority.key_identifier is not None:
        return
    yield cx.finding(
        anchors.certificate(cert),
        f"the authorityKeyIdentifier of '{subject_name(cert)}' has no key identifier in it",
        help="issue it again with 'authorityKeyIdentifier = keyid'",
    )
