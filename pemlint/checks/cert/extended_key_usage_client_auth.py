"""The rule ``cert-extended-key-usage-client-auth``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-extended-key-usage-client-auth", spec=("RFC 5280 4.2.1.12",), since="0.1.0")
def extended_key_usage_client_auth(cert: Certificate, cx: Context, *, since: str = "2027-03-15") -> Iterator[Finding]:
    """A server certificate is for clients too, which public CAs are about to end.

    ## Why it matters
    Browsers want CAs that sign for servers alone, so that public CAs stop to put clientAuth into certificates. Whoever
    uses one certificate on both sides of a mutual TLS connection needs another one for the client side, mostly from a
    private CA.

    ## How to fix
    Have the certificate issued with `extendedKeyUsage = serverAuth`, and get client certificates from a CA for clients.

    ## Options
    - `since`: certificates that were issued on this day or later (as `2027-03-15`) must not have it; older ones are
      told as `recommended`.
    """
    purposes = cert.x509.extended_key_usage
    if not purposes or isinstance(purposes, x509.Problem) or SERVERS.isdisjoint(cx.circumstances):
        return
    if oids.SERVER_AUTH in purposes and oids.CLIENT_AUTH in purposes:
        late = cert.x509.issued_since(since)
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for servers and clients; "
            + ("public CAs must not issue that any more" if late else "public CAs will not issue that again"),
            help="have it issued with 'extendedKeyUsage = serverAuth', and get another one for clients",
            circumstances=() if late else ("recommended",),
        )
