"""The rule ``cert-name-constraints-without-ca``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-name-constraints-without-ca", spec=("RFC 5280 4.2.1.10",), since="0.1.0")
def name_constraints_without_ca(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A certificate that is no CA's has name constraints.

    ## Why it matters
    Name constraints limit what a CA may sign for. In another certificate they mean nothing, and RFC 5280 forbids
    them.

    ## How to fix
    Issue the certificate again without `nameConstraints`; put them into the CA's certificate.
    """
    basic = cert.x509.basic_constraints
    if cert.x509.extension(oids.NAME_CONSTRAINTS) and not cert.x509.is_ca and not isinstance(basic, x509.Problem):
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has nameConstraints, but it is no CA",
            help="issue it again without nameConstraints",
        )
