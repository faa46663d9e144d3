"""The rule ``cert-signature-algorithm-mismatch``."""

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


@rule(
    Certificate,
    id="cert-signature-algorithm-mismatch",
    spec=("RFC 5280 4.1.1.2",),
    about="form",
    since="0.1.0",
    security="7.5",
)
def signature_algorithm_mismatch(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The two places that name the signature algorithm disagree.

    ## Why it matters
    The algorithm stands inside the signed part and once more outside of it. RFC 5280 wants both to be the same, and
    clients refuse the certificate where they are not: an attacker could otherwise exchange the outer one.

    ## How to fix
    Get the certificate again from whoever issued it. It was put together or changed by hand, or by faulty software.
    """
    inner, outer = cert.x509.inner_algorithm, cert.x509.signature_algorithm
    if isinstance(inner, x509.Problem) or isinstance(outer, x509.Problem) or inner.der == outer.der:
        return
    if inner.oid == outer.oid:
        difference = f"the parameters of {inner.name} differ"
    else:
        difference = f"{inner.name} inside, {outer.name} outside"
    yield cx.finding(
        anchors.certificate(cert),
        f"'{subject_name(cert)}' names two signature algorithms: {difference}",
        help="get the certificate again from whoever issued it",
    )
