"""The rule ``cert-ocsp-address-too-long``."""

from __future__ import annotations

from pemlint import anchors, der
from pemlint.der import DerError, Reader
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context

#: id-ad-ocsp (RFC 5280 4.2.2.1), and the tag of a URI
_OCSP: Final = "1.3.6.1.5.5.7.48.1"
_URI: Final = 0x86


@rule(Certificate, id="cert-ocsp-address-too-long", spec=("RFC 5280 4.2.2.1",), since="0.1.0")
def ocsp_address_too_long(cert: Certificate, cx: Context, *, max_length: int = 0) -> Iterator[Finding]:
    """The address at which the certificate's status can be asked for is longer than the platform takes.

    ## Why it matters
    A platform that staples OCSP answers keeps the address, and refuses a certificate for whose address it has no room.

    ## How to fix
    Have the certificate issued by a CA with a shorter address, or without one.

    ## Options
    - `max-length`: how many characters it may have; 0 is no limit.
    """
    extension = cert.x509.extension(oids.AUTHORITY_INFO_ACCESS)
    if max_length <= 0 or extension is None or len(extension.value) <= max_length:
        return
    longest = max(_addresses(extension.value), default=0)
    if longest > max_length:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has an OCSP address of {longest:,} characters; the platform takes {max_length:,}",
            help="have it issued by a CA with a shorter address",
        )


def _addresses(value: bytes) -> Iterator[int]:
    """The lengths of the OCSP addresses in an AuthorityInfoAccess, as far as it can be read."""
    reader = Reader(value)
    try:
        for description in reader.children(reader.single(0, len(value), der.SEQUENCE)):
            method, location = reader.children(description)
            if reader.oid(method) == _OCSP and location[0] == _URI:
                yield location[3] - location[2]
    except (DerError, ValueError):
        return
