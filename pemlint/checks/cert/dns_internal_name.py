"""The rule ``cert-dns-internal-name``."""

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


@rule(
    Certificate,
    id="cert-dns-internal-name",
    spec=("CA/Browser Forum BR 4.2.2", "CA/Browser Forum BR 7.1.2.7.12"),
    since="0.1.0",
)
def dns_internal_name(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A DNS name does not end in a public top-level domain.

    ## Why it matters
    Nobody owns an internal name, so no public CA can check who asks for it, and none may issue a certificate for it.
    What counts is the day of issue: top-level domains have come and gone.

    ## How to fix
    Use a name below a domain of your own, or a private CA for internal names.
    """
    names = cert.x509.subject_alternative_names
    if names is None or isinstance(names, x509.Problem) or SERVERS.isdisjoint(cx.circumstances):
        return
    begin = cert.x509.not_before
    day = "" if isinstance(begin, x509.Problem) else begin.isoformat()
    named = [name.value for name in names if name.kind == "DNS" and not hosts.syntax_fault(name.value)]
    odd = [name for name in named if not hosts.is_registered(name.rpartition(".")[2], day)] if day else []
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for a name that is not public: {wording.listed(odd)}",
            help="use a name below a public domain, or a private CA",
        )
