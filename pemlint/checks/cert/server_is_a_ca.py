"""The rule ``cert-server-is-a-ca``."""

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


@rule(
    Certificate,
    id="cert-server-is-a-ca",
    spec=("RFC 5280 4.2.1.9", "CA/Browser Forum BR 7.1.2.7.8"),
    about="form",
    since="0.1.0",
)
def server_is_a_ca(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The certificate that a server presents is a CA certificate.

    ## Why it matters
    Whoever gets hold of the server's key can then issue certificates for any name, wherever this one is trusted. Some
    clients, rustls among them, refuse a CA certificate in the place of a server's. `openssl req -x509` makes such
    certificates unless told otherwise.

    ## How to fix
    Make the certificate again with `basicConstraints = critical, CA:FALSE`, or let a CA of its own sign it.
    """
    if "server" in cx.circumstances and cert.x509.is_ca:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is used by a server, but it is a CA certificate",
            help="make it again with 'basicConstraints = critical, CA:FALSE'",
        )
