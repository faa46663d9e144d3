"""The rule ``cert-basic-constraints-not-critical``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Certificate,
    id="cert-basic-constraints-not-critical",
    spec=("RFC 5280 4.2.1.9", "CA/Browser Forum BR 7.1.2.1.2", "CA/Browser Forum BR 7.1.2.7.6"),
    since="0.1.0",
)
def basic_constraints_not_critical(cert: Certificate, cx: Context, *, leaves_since: str = "") -> Iterator[Finding]:
    """The basic constraints, which say that it is a CA, are not marked critical.

    ## Why it matters
    A client that does not know the extension may pass over it when it is not critical, and with it over the limits
    that it sets. OpenSSL refuses such a CA in strict mode, which Python has turned on since 3.13.

    ## How to fix
    Issue the certificate again with `basicConstraints = critical, CA:TRUE`.

    ## Options
    - `leaves-since`: certificates that are no CA and were issued on this day or later (as `2023-09-15`) are judged
      too; empty for CAs alone.
    """
    extension = cert.x509.extension(oids.BASIC_CONSTRAINTS)
    if extension is None or extension.critical or isinstance(cert.x509.basic_constraints, x509.Problem):
        return
    recent = bool(leaves_since) and cert.x509.issued_since(leaves_since)
    if cert.x509.is_ca or (recent and not SERVERS.isdisjoint(cx.circumstances)):
        what = "the CA " if cert.x509.is_ca else ""
        yield cx.finding(
            anchors.certificate(cert),
            f"{what}'{subject_name(cert)}' does not mark basicConstraints critical",
            help="issue it again with 'basicConstraints = critical, …'",
        )
