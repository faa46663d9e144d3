"""The rule ``cert-dns-name-invalid``."""

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
    id="cert-dns-name-invalid",
    spec=("RFC 5280 4.2.1.6", "RFC 1034 3.5"),
    about="host names",
    since="0.1.0",
)
def dns_name_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A DNS name is not written as host names are.

    ## Why it matters
    No address that a client connects to can match such a name, and some clients refuse the whole certificate.
    Schemes, ports, spaces and letters outside of ASCII do not belong into a dNSName.

    ## How to fix
    Write the host alone, as `DNS:mqtt.example.com`; names with other letters in their `xn--` form; addresses as
    `IP:10.0.0.7`. Issue the certificate again.
    """
    names = cert.x509.subject_alternative_names
    if names is None or isinstance(names, x509.Problem):
        return
    for name in dict.fromkeys(name.value for name in names if name.kind == "DNS"):
        fault = "" if hosts.normal_ip(name) else hosts.syntax_fault(name)
        if fault:
            yield cx.finding(
                anchors.certificate(cert),
                f"{wording.quoted(name)} in '{subject_name(cert)}' is no DNS name: {fault}",
                help="write the host alone, as 'DNS:mqtt.example.com'",
            )
