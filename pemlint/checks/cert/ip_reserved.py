"""The rule ``cert-ip-reserved``."""

from __future__ import annotations

from datetime import UTC, datetime

from pemlint import anchors, hosts, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


_UNSPECIFIED: Final = ("::", "0.0.0.0")  # noqa: S104 - compared, not bound to
#: the last day of public certificates for such addresses (Baseline Requirements 1.0, 9.2.1)
_SUNSET: Final = datetime(2015, 11, 1, tzinfo=UTC)


@rule(
    Certificate,
    id="cert-ip-reserved",
    spec=("CA/Browser Forum BR 4.2.2", "CA/Browser Forum BR 7.1.2.7.12", "CA/Browser Forum BR 7.1.2.10.8"),
    since="0.1.0",
)
def ip_reserved(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """An IP address is reserved for private use or another special purpose.

    ## Why it matters
    Everybody has a 10.0.0.7. No public CA can check who asks for it, and none may issue a certificate for it, nor one
    for a CA that permits such addresses.

    ## How to fix
    Use a public address or a name, or a private CA for internal addresses.
    """
    end = cert.x509.not_after
    if isinstance(end, datetime) and end < _SUNSET:
        return
    odd = [address for address in _addresses(cert) if hosts.is_reserved_ip(address)]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for an address that is not public: {wording.listed(odd)}",
            help="use a public address or a name, or a private CA",
        )
    permitted = list(_permitted(cert))
    if permitted:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' may sign for addresses that are not public: {wording.listed(permitted)}",
            help="permit public networks alone, or use a private CA",
        )


def _addresses(cert: Certificate) -> Iterator[str]:
    """The addresses of the alternative names, and those of common names; the unspecified one there stands for none."""
    names, subject = cert.x509.subject_alternative_names, cert.x509.subject
    if names is not None and not isinstance(names, x509.Problem):
        yield from (name.value for name in names if name.kind == "IP")
    if not isinstance(subject, x509.Problem):
        found = map(hosts.normal_ip, subject.common_names)
        yield from (address for address in found if address and address not in _UNSPECIFIED)


def _permitted(cert: Certificate) -> Iterator[str]:
    """The permitted networks that hold a reserved address."""
    constraints = cert.x509.name_constraints
    if not isinstance(constraints, x509.NameConstraints):
        return
    from ipaddress import ip_network

    for name in constraints.permitted:
        if name.kind == "IP" and name.value.rpartition("/")[2].isdigit():
            network = ip_network(name.value, strict=False)
            if hosts.is_reserved_network(network):
                yield name.value
