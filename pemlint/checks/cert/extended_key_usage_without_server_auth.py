"""The rule ``cert-extended-key-usage-without-server-auth``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
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


#: a server's is told by cert-extended-key-usage-lacks-purpose
_LEAVES: Final = frozenset({"client", "other"})


@rule(
    Certificate,
    id="cert-extended-key-usage-without-server-auth",
    spec=("CA/Browser Forum BR 7.1.2.7.10",),
    since="0.1.0",
)
def extended_key_usage_without_server_auth(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The certificate is not for servers.

    ## Why it matters
    Certificates of public TLS CAs are for servers and must say so. One that is for clients or mail alone has to come
    from another CA, mostly a private one; servers refuse to start with it, or their clients to connect.

    ## How to fix
    If it is for a server, issue it again with `extendedKeyUsage = serverAuth`. If it is for a client, judge it under
    another profile than that of public servers.
    """
    purposes = cert.x509.extended_key_usage
    if not purposes or isinstance(purposes, x509.Problem) or _LEAVES.isdisjoint(cx.circumstances) or cert.x509.is_ca:
        return
    if oids.SERVER_AUTH not in purposes:
        named = wording.listed(oids.PURPOSES.get(purpose, purpose) for purpose in purposes)
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for {named} and not for servers",
            help="issue it again with 'serverAuth' in extendedKeyUsage if it is for a server",
        )
