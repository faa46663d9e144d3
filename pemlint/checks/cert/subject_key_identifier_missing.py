"""The rule ``cert-subject-key-identifier-missing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import AUTHORITIES
from pemlint.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-subject-key-identifier-missing", spec=("RFC 5280 4.2.1.2",), since="0.1.0")
def subject_key_identifier_missing(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A CA certificate has no subject key identifier.

    ## Why it matters
    The certificates that it signs name their issuer's key by this identifier. Without it a client cannot tell two
    keys of one CA apart. OpenSSL refuses the CA in strict mode, which Python has turned on since 3.13.

    ## How to fix
    Issue the CA certificate again with `subjectKeyIdentifier = hash`. What it has signed stays as it is.
    """
    if cert.x509.version != 3 or not cert.x509.is_ca or AUTHORITIES.isdisjoint(cx.circumstances):
        return
    if cert.x509.subject_key_identifier is None:
        yield cx.finding(
            anchors.certificate(cert),
            f"the CA '{subject_name(cert)}' has no subjectKeyIdentifier by which its certificates could name its key",
            help="issue it again with 'subjectKeyIdentifier = hash'",
        )
