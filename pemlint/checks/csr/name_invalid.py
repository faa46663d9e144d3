"""The rule ``csr-name-invalid``."""

from __future__ import annotations

from pemlint import anchors, hosts, x509
from pemlint.frames import subject_name
from pemlint.material import CertificateRequest
from pemlint.rule import rule
from pemlint.wording import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(CertificateRequest, id="csr-name-invalid", spec=("RFC 5280 4.2.1.6", "RFC 1034 3.5"), since="0.1.0")
def name_invalid(request: CertificateRequest, cx: Context) -> Iterator[Finding]:
    """A DNS name that the certification request asks for is none.

    ## Why it matters
    A CA refuses the request, or issues a certificate with a name that no address can match: a URL, a name with a port,
    a blank or a final dot, an IP address where a name belongs.

    ## How to fix
    Make the request again with the bare host name, `DNS:mqtt.example.com`, or with `IP:192.0.2.7` for an address.
    """
    names = request.x509.subject_alternative_names
    if not names or isinstance(names, x509.Problem):
        return
    for name in (name.value for name in names if name.kind == "DNS"):
        fault = "it is an IP address" if hosts.normal_ip(name) else hosts.syntax_fault(name)
        if fault:
            yield cx.finding(
                anchors.holder(request),
                f"the request for '{subject_name(request)}' asks for the DNS name {quoted(name)}: {fault}",
                help="make it again with the bare host name, or with 'IP:…' for an address",
            )
