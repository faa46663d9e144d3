"""The rule ``cert-extended-key-usage-critical``."""

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


@rule(
    Certificate,
    id="cert-extended-key-usage-critical",
    spec=("CA/Browser Forum BR 7.1.2.7.6", "RFC 5280 4.2.1.12"),
    since="0.1.0",
)
def extended_key_usage_critical(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The extended key usage is marked critical.

    ## Why it matters
    RFC 5280 allows it, public CAs must not do it: clients that do not know one of the purposes would have to refuse
    the certificate.

    ## How to fix
    Issue the certificate again with `extendedKeyUsage = …`, without `critical`.
    """
    extension, purposes = cert.x509.extension(oids.EXTENDED_KEY_USAGE), cert.x509.extended_key_usage
    # time stamping (RFC 3161 2.3) asks for it
    if extension and extension.critical and oids.TIME_STAMPING not in (purposes or ()):
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' marks extendedKeyUsage critical",
            help="issue it again without 'critical' on extendedKeyUsage",
        )
