"""The rule ``cert-dns-reverse-zone``."""

from __future__ import annotations

from datetime import datetime

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


_ZONES: Final = (".in-addr.arpa", ".ip6.arpa")


@rule(Certificate, id="cert-dns-reverse-zone", spec=("CA/Browser Forum BR 4.2.2",), since="0.1.0")
def dns_reverse_zone(cert: Certificate, cx: Context, *, since: str = "") -> Iterator[Finding]:
    """A DNS name lies in a zone for finding the name of an address.

    ## Why it matters
    Names below `in-addr.arpa` and `ip6.arpa` belong to whoever runs an address block and are no hosts. Public CAs
    have not been allowed to issue for them since March 2026.

    ## How to fix
    Use a name below a domain of your own, or the address itself as `IP:…`.

    ## Options
    - `since`: only certificates that were issued on this day or later (as `2026-03-15`) are judged; empty for all.
    """
    names, begin = cert.x509.subject_alternative_names, cert.x509.not_before
    if names is None or isinstance(names, x509.Problem) or not isinstance(begin, datetime):
        return
    odd = [name.value for name in names if name.kind == "DNS" and name.value.lower().endswith(_ZONES)]
    if odd and f"{begin:%Y-%m-%d}" >= since:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for a name in a zone of addresses: {wording.listed(odd)}",
            help="use a name of your own domain, or the address itself",
        )
