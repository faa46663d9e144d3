"""The rule ``cert-ip-address-as-dns-name``."""

from __future__ import annotations

from pemlint import anchors, hosts, wording, x509
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
    id="cert-ip-address-as-dns-name",
    spec=("RFC 5280 4.2.1.6", "RFC 9525 6.5"),
    about="host names",
    since="0.1.0",
)
def ip_address_as_dns_name(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """An IP address is written as a DNS name.

    ## Why it matters
    A client that connects to an address compares it only with names of the type iPAddress. Written as a DNS name the
    address is never looked at.

    ## How to fix
    Write `subjectAltName = IP:10.0.0.7` instead of `DNS:10.0.0.7` and issue the certificate again.
    """
    names = cert.x509.subject_alternative_names
    if names is None or isinstance(names, x509.Problem):
        return
    odd = [name.value for name in names if name.kind == "DNS" and hosts.normal_ip(name.value)]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has an IP address that is written as a DNS name: {wording.listed(odd)}",
            help="write it as 'IP:…' in subjectAltName",
        )
