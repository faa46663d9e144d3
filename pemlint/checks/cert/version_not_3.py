"""The rule ``cert-version-not-3``."""

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


@rule(Certificate, id="cert-version-not-3", spec=("RFC 5280 4.1.2.1",), about="form", since="0.1.0")
def version_not_3(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The certificate is not an X.509 version 3 certificate.

    ## Why it matters
    Only version 3 has extensions: the names that a server answers to, whether a certificate may sign others, and what
    it is for. Clients that look for a subject alternative name refuse a version 1 server certificate, and many
    platforms refuse it at the upload.

    ## How to fix
    Issue the certificate again with extensions. `openssl x509 -req` of OpenSSL 1.1.1 and 3.0 makes version 1 unless it
    is given some: `openssl x509 -req … -extfile openssl.cnf -extensions v3_req`.
    """
    version = cert.x509.version
    if isinstance(cert.x509.serial_number, x509.Problem):
        return  # an absent version means 1 only where the rest is a certificate
    if isinstance(version, int) and version != 3:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is an X.509 version {version} certificate; it must be version 3",
            help="issue it again with extensions, as with '-extfile openssl.cnf -extensions v3_req' of openssl x509",
        )
