"""The rule ``cert-unique-identifier``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-unique-identifier", spec=("RFC 5280 4.1.2.8", "CA/Browser Forum BR 7.1.2.7"), since="0.1.0")
def unique_identifier(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The certificate has a unique identifier of its issuer or subject.

    ## Why it matters
    The two fields come from version 2, before there were extensions. RFC 5280 forbids CAs to write them, and much
    software does not read them.

    ## How to fix
    Issue the certificate again without `issuerUniqueID` and `subjectUniqueID`; the key identifiers have taken their
    place.
    """
    # a certificate that cannot be read is another fault
    if cert.x509.unique_identifiers and not cert.x509.problems():
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has a unique identifier, which no CA may write any more",
            help="issue it again without issuerUniqueID and subjectUniqueID",
        )
