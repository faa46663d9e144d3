"""The rule ``cert-name-constraints-range``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-name-constraints-range", spec=("RFC 5280 4.2.1.10",), since="0.1.0")
def name_constraints_range(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A name constraint has a minimum or a maximum.

    ## Why it matters
    The two numbers come from another standard. RFC 5280 leaves them out, and clients that do not know them may refuse
    the chain.

    ## How to fix
    Issue the CA certificate again without minimum and maximum in its name constraints.
    """
    constraints = cert.x509.name_constraints
    if isinstance(constraints, x509.NameConstraints) and constraints.ranged:
        yield cx.finding(
            anchors.certificate(cert),
            f"a name constraint of '{subject_name(cert)}' has a minimum or maximum, which clients do not know",
            help="issue it again without minimum and maximum",
        )
