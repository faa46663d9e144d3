"""The rule ``cert-extended-key-usage-lacks-purpose``."""

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


_WANTED: Final = {"server": oids.SERVER_AUTH, "client": oids.CLIENT_AUTH}


@rule(
    Certificate,
    id="cert-extended-key-usage-lacks-purpose",
    spec=("RFC 5280 4.2.1.12", "RFC 8446 4.4.2.2"),
    about="form",
    since="0.1.0",
    security="7.5",
)
def extended_key_usage_lacks_purpose(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The extended key usage does not allow what the certificate is used for.

    ## Why it matters
    A client asks for serverAuth in a server's certificate, a server for clientAuth in a client's. Where the extension
    is present and lacks the purpose, the connection is refused.

    ## How to fix
    Issue the certificate again with the purpose: `extendedKeyUsage = serverAuth` for a server, `clientAuth` for a
    client, both where one certificate plays both parts.
    """
    purposes = cert.x509.extended_key_usage
    role = next((role for role in cx.circumstances if role in _WANTED), "")
    if not role or not purposes or isinstance(purposes, x509.Problem):
        return
    wanted = _WANTED[role]
    if wanted not in purposes and oids.ANY_PURPOSE not in purposes:
        named = wording.listed(oids.PURPOSES.get(purpose, purpose) for purpose in purposes)
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is used by a {role}, but its extendedKeyUsage allows only {named}",
            help=f"issue it again with '{oids.PURPOSES[wanted]}' in extendedKeyUsage",
        )
