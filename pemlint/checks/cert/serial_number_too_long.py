"""The rule ``cert-serial-number-too-long``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


_MOST_BYTES: Final = 20


@rule(Certificate, id="cert-serial-number-too-long", spec=("RFC 5280 4.1.2.2",), since="0.1.0")
def serial_number_too_long(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The serial number is longer than 20 bytes.

    ## Why it matters
    Software may set aside 20 bytes for a serial number and no more. GnuTLS and others refuse longer ones.

    ## How to fix
    Issue the certificate again with a serial number of at most 159 bits, as OpenSSL draws one by itself.
    """
    serial = cert.x509.serial_number
    if not isinstance(serial, int):
        return
    # DER adds a bit for the sign
    length = (serial if serial >= 0 else ~serial).bit_length() // 8 + 1
    if length > _MOST_BYTES:
        yield cx.finding(
            anchors.certificate(cert),
            f"the serial number of '{subject_name(cert)}' has {length} bytes; {_MOST_BYTES} are allowed",
            help="issue it again with a shorter serial number",
        )
