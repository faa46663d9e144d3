"""The rule ``cert-dns-reverse-name-invalid``."""

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


@rule(Certificate, id="cert-dns-reverse-name-invalid", spec=("RFC 1035 3.5", "RFC 3596 2.5"), since="0.1.0")
def dns_reverse_name_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A name in a zone of addresses stands for no address, or for a reserved one.

    ## Why it matters
    Such a name is the address with its parts in reverse order: four numbers below `in-addr.arpa`, 32 hexadecimal
    digits below `ip6.arpa`. Anything else stands for no host, and the name of a private address could be anybody's.

    ## How to fix
    Write the whole address in reverse order, or use a name below a domain of your own.
    """
    odd = []
    for name in _names(cert):
        address = hosts.reverse_address(name)
        if address is not None and (not address or hosts.is_reserved_ip(address)):
            odd.append(name)
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for a reverse name without a public address: {wording.listed(odd)}",
            help="write the whole address in reverse order, or use a name of your own domain",
        )


def _names(cert: Certificate) -> Iterator[str]:
    """The DNS names among the alternative names, and the common names."""
    names, subject = cert.x509.subject_alternative_names, cert.x509.subject
    if names is not None and not isinstance(names, x509.Problem):
        yield from (name.value for name in names if name.kind == "DNS")
    if not isinstance(subject, x509.Problem):
        yield from subject.common_names
