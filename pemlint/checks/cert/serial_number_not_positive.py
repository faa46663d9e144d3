"""The rule ``cert-serial-number-not-positive``."""

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


@rule(Certificate, id="cert-serial-number-not-positive", spec=("RFC 5280 4.1.2.2",), since="0.1.0")
def serial_number_not_positive(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The serial number is zero or negative.

    ## Why it matters
    RFC 5280 wants a positive number. Go refuses to read certificates with a negative one, and revocation by serial
    number becomes uncertain.

    ## How to fix
    Issue the certificate again with a random positive serial number, as OpenSSL draws one by itself.
    """
    serial = cert.x509.serial_number
    if isinstance(serial, int) and serial <= 0:
        what = "negative" if serial else "zero"
        yield cx.finding(
            anchors.certificate(cert),
            f"the serial number of '{subject_name(cert)}' is {what}; it must be positive",
            help="issue it again with a positive serial number",
        )
