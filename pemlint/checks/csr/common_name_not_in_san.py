"""The rule ``csr-common-name-not-in-san``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.material import CertificateRequest
from pemlint.rule import rule
from pemlint.wording import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(CertificateRequest, id="csr-common-name-not-in-san", spec=("CA/Browser Forum BR 7.1.4.3",), since="0.1.0")
def common_name_not_in_san(request: CertificateRequest, cx: Context) -> Iterator[Finding]:
    """The common name of the certification request is not among the alternative names that it asks for.

    ## Why it matters
    Clients do not look at the common name, so the certificate does not hold for it. A public CA may put only a copy of
    an alternative name there, and refuses the request or leaves the name out.

    ## How to fix
    Ask for the common name among the alternative names too, or leave it out.
    """
    names, subject = request.x509.subject_alternative_names, request.x509.subject
    if not names or isinstance(names, x509.Problem) or isinstance(subject, x509.Problem):
        return
    present = {name.value.lower() for name in names if name.kind in ("DNS", "IP")}
    absent = [name for name in subject.common_names if present and name.lower() not in present]
    if absent:
        yield cx.finding(
            anchors.holder(request),
            f"the request has the common name {listed(absent)}, which is not among the names that it asks for",
            help="ask for it in subjectAltName too, or leave it out",
        )
