"""The rule ``cert-authority-key-identifier-missing``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-authority-key-identifier-missing", spec=("RFC 5280 4.2.1.1",), since="0.1.0")
def authority_key_identifier_missing(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The certificate does not say with which key of its issuer it was signed.

    ## Why it matters
    A CA that has changed its key has two certificates of one name. The authority key identifier tells a client which
    one to take; without it the client tries, or gives up. OpenSSL refuses the certificate in strict mode, which
    Python has turned on since 3.13.

    ## How to fix
    Issue the certificate again with `authorityKeyIdentifier = keyid` in its extensions. Only a self-signed
    certificate may do without.
    """
    names = cert.x509
    if names.version != 3 or names.self_issued or names.authority_key_identifier is not None:
        return
    yield cx.finding(
        anchors.certificate(cert),
        f"'{subject_name(cert)}' has no authorityKeyIdentifier: it does not say which key of its issuer signed it",
        help="issue it again with 'authorityKeyIdentifier = keyid'",
    )
