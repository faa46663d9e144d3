"""The rule ``cert-path-length-negative``."""

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


@rule(Certificate, id="cert-path-length-negative", spec=("RFC 5280 4.2.1.9",), about="form", since="0.1.0")
def path_length_negative(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The path length is negative.

    ## Why it matters
    RFC 5280 wants a number from zero on. Some clients refuse to read the certificate, others take the limit for none.

    ## How to fix
    Issue the CA certificate again with `pathlen:0` or more, or without a limit.
    """
    basic = cert.x509.basic_constraints
    if isinstance(basic, x509.BasicConstraints) and basic.path_length is not None and basic.path_length < 0:
        yield cx.finding(
            anchors.certificate(cert),
            f"the path length in the basicConstraints of '{subject_name(cert)}' is negative",
            help="issue it again with 'pathlen:0' or more, or without a limit",
        )
