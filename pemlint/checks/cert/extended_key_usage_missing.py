"""The rule ``cert-extended-key-usage-missing``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-extended-key-usage-missing", spec=("CA/Browser Forum BR 7.1.2.7.10",), since="0.1.0")
def extended_key_usage_missing(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A server certificate has no extended key usage.

    ## Why it matters
    Without it the certificate is good for everything: for servers, clients, mail and code. Apple's systems refuse
    server certificates without serverAuth, and public CAs must set it.

    ## How to fix
    Issue the certificate again with `extendedKeyUsage = serverAuth`.
    """
    if cert.x509.extended_key_usage is None and not SERVERS.isdisjoint(cx.circumstances):
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has no extendedKeyUsage: it does not say that it is for servers",
            help="issue it again with 'extendedKeyUsage = serverAuth'",
        )
