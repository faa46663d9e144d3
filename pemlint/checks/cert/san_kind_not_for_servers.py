"""The rule ``cert-san-kind-not-for-servers``."""

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
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


_HOSTS: Final = ("DNS", "IP")
_WORDS: Final = {
    "email": "a mail address",
    "URI": "a URI",
    "directory": "a directory name",
    "RID": "a registered ID",
    "other": "another name",
    "x400": "an X.400 address",
    "edi": "an EDI party name",
}


@rule(Certificate, id="cert-san-kind-not-for-servers", spec=("CA/Browser Forum BR 7.1.2.7.12",), since="0.1.0")
def san_kind_not_for_servers(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A server certificate has an alternative name that is neither a DNS name nor an IP address.

    ## Why it matters
    Clients compare the address that they connect to with DNS names and IP addresses alone. Public CAs must not sign
    mail addresses, URIs and other names together with them.

    ## How to fix
    Leave that name out. A workload identity (`spiffe://…`) needs a certificate of its own, by a private CA.
    """
    names = cert.x509.subject_alternative_names
    if not names or isinstance(names, x509.Problem):
        return
    kinds = [name.kind for name in names if name.kind not in _HOSTS]
    # a CA's own names are no business of a server's
    purposes = cert.x509.extended_key_usage
    serves = not SERVERS.isdisjoint(cx.circumstances) or (isinstance(purposes, tuple) and oids.SERVER_AUTH in purposes)
    if kinds and serves:
        listed = " and ".join(_WORDS[kind] for kind in dict.fromkeys(kinds))
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has {listed} among its subject alternative names",
            help="leave it out: a server has DNS names and IP addresses",
        )
