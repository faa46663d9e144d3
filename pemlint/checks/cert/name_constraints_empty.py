"""The rule ``cert-name-constraints-empty``."""

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


@rule(Certificate, id="cert-name-constraints-empty", spec=("RFC 5280 4.2.1.10",), about="form", since="0.1.0")
def name_constraints_empty(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The name constraints neither permit nor exclude anything.

    ## Why it matters
    RFC 5280 forbids empty name constraints. Whoever wrote them wanted a limit, and there is none.

    ## How to fix
    Name the permitted or the excluded names and issue the CA certificate again, or leave the extension out.
    """
    constraints = cert.x509.name_constraints
    if isinstance(constraints, x509.NameConstraints) and not constraints.permitted and not constraints.excluded:
        yield cx.finding(
            anchors.certificate(cert),
            f"the nameConstraints of '{subject_name(cert)}' are empty: they limit nothing",
            help="name what is permitted or excluded, and issue it again",
        )
