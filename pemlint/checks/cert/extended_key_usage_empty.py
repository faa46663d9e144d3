"""The rule ``cert-extended-key-usage-empty``."""

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


@rule(Certificate, id="cert-extended-key-usage-empty", spec=("RFC 5280 4.2.1.12",), about="form", since="0.1.0")
def extended_key_usage_empty(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The extended key usage is present and names no purpose.

    ## Why it matters
    RFC 5280 wants at least one purpose. Some clients take an empty list for permission, others for none, and some
    refuse to read the certificate.

    ## How to fix
    Issue the certificate again with `extendedKeyUsage = serverAuth`, or `clientAuth` for a client.
    """
    if cert.x509.extended_key_usage == ():
        yield cx.finding(
            anchors.certificate(cert),
            f"the extendedKeyUsage of '{subject_name(cert)}' names no purpose",
            help="issue it again with 'extendedKeyUsage = serverAuth', or clientAuth for a client",
        )
