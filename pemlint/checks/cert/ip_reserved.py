"""The rule ``cert-ip-reserved``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint import anchors, hosts, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-ip-reserved", spec=("CA/Browser Forum BR 4.2.2",), since="0.1.0")
def ip_reserved(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """An IP address is reserved for private use or another special purpose.

    ## Why it matters
    Everybody has a 10.0.0.7. No public CA can check who asks for it, and none may issue a certificate for it.

    ## How to fix
    Use a public address or a name, or a private CA for internal addresses.
    """
    names = cert.x509.subject_alternative_names
    if names is None or isinstance(names, x509.Problem):
        return
    odd = [name.value for name in names if name.kind == "IP" and hosts.is_reserved_ip(name.value)]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for an address that is not public: {wording.listed(odd)}",
            help="use a public address or a name, or a private CA",
        )
