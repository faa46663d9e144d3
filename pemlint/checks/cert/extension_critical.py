"""The rule ``cert-extension-critical``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


_INFORMATIVE: Final = (
    oids.AUTHORITY_INFO_ACCESS,
    oids.SUBJECT_INFO_ACCESS,
    oids.CRL_DISTRIBUTION_POINTS,
    oids.FRESHEST_CRL,
    oids.SUBJECT_DIRECTORY_ATTRIBUTES,
    oids.ISSUER_ALTERNATIVE_NAME,
    oids.CERTIFICATE_POLICIES,
)


@rule(Certificate, id="cert-extension-critical", spec=("RFC 5280 4.2.1", "RFC 5280 4.2.2"), since="0.1.0")
def extension_critical(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """An extension that only informs is marked critical.

    ## Why it matters
    Where to find the issuer, the policies or a revocation list is no reason to refuse a certificate. RFC 5280 forbids
    or discourages to mark these extensions critical, and clients that do not know them then refuse the certificate.

    ## How to fix
    Issue the certificate again without `critical` on that extension.
    """
    for oid in _INFORMATIVE:
        extension = cert.x509.extension(oid)
        if extension and extension.critical:
            yield cx.finding(
                anchors.certificate(cert),
                f"'{subject_name(cert)}' marks {oids.EXTENSIONS[oid]} critical",
                help=f"issue it again without 'critical' on {oids.EXTENSIONS[oid]}",
            )
