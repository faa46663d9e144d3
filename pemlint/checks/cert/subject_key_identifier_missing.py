"""The rule ``cert-subject-key-identifier-missing``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import AUTHORITIES
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-subject-key-identifier-missing", spec=("RFC 5280 4.2.1.2",), since="0.1.0")
def subject_key_identifier_missing(cert: Certificate, cx: Context, *, leaves_until: str = "") -> Iterator[Finding]:
    """A CA certificate has no subject key identifier.

    ## Why it matters
    The certificates that it signs name their issuer's key by this identifier. Without it a client cannot tell two
    keys of one CA apart. OpenSSL refuses the CA in strict mode, which Python has turned on since 3.13.

    ## How to fix
    Issue the CA certificate again with `subjectKeyIdentifier = hash`. What it has signed stays as it is.

    ## Options
    - `leaves-until`: other certificates that were issued before this day (as `2023-09-15`) should have it too, as
      RFC 5280 asks for; they are told as `recommended`. Empty for CAs alone.
    """
    if cert.x509.version != 3 or cert.x509.subject_key_identifier is not None:
        return
    if not cert.x509.is_ca and leaves_until and not cert.x509.issued_since(leaves_until):
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has no subjectKeyIdentifier, which RFC 5280 recommends",
            help="issue it again with 'subjectKeyIdentifier = hash'",
            circumstances=("recommended",),
        )
    if cert.x509.is_ca and not AUTHORITIES.isdisjoint(cx.circumstances):
        yield cx.finding(
            anchors.certificate(cert),
            f"the CA '{subject_name(cert)}' has no subjectKeyIdentifier by which its certificates could name its key",
            help="issue it again with 'subjectKeyIdentifier = hash'",
        )
