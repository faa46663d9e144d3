"""The rule ``cert-wildcard-not-allowed``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-wildcard-not-allowed", spec=("RFC 9525 6.3",), since="0.1.0")
def wildcard_not_allowed(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The server certificate is for a wildcard, where each host has to be named.

    ## Why it matters
    Whoever has the key can pose as every host of the domain. Some platforms and many companies do not take such
    certificates.

    ## How to fix
    Have it issued again with the names of the hosts.
    """
    names = cert.x509.subject_alternative_names
    if SERVERS.isdisjoint(cx.circumstances) or isinstance(names, x509.Problem):
        return
    wildcards = [name.value for name in names or () if name.kind == "DNS" and name.value.startswith("*.")]
    if wildcards:
        yield cx.finding(
            anchors.certificate(cert),
            f"the certificate is for {wording.listed(wildcards)}; wildcards are not allowed",
            help="have it issued again with the names of the hosts",
        )
