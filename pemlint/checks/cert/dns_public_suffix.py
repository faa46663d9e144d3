"""The rule ``cert-dns-public-suffix``."""

from __future__ import annotations

from pemlint import anchors, hosts, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-dns-public-suffix", spec=("CA/Browser Forum BR 3.2.2.4",), since="0.1.0")
def dns_public_suffix(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A DNS name is a public suffix, not a host below one.

    ## Why it matters
    A public suffix such as `co.uk` belongs to a registry and is no host of anybody's. Mostly the first part of the
    name was forgotten.

    ## How to fix
    Name the host, as `www.example.co.uk`.
    """
    names = cert.x509.subject_alternative_names
    if names is None or isinstance(names, x509.Problem) or SERVERS.isdisjoint(cx.circumstances):
        return
    odd = [name.value for name in names if name.kind == "DNS" and hosts.is_public_suffix(name.value)]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for a public suffix, not for a host below it: {wording.listed(odd)}",
            help="name the host",
        )
