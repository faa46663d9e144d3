"""The rule ``cert-dsa-key-size``."""

from __future__ import annotations

from pemlint import anchors, der, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: lengths of the prime and of the order (FIPS 186-4 4.2) that public CAs could sign for
_SIZES: Final = frozenset({(2048, 224), (2048, 256), (3072, 256)})


@rule(
    Certificate,
    id="cert-dsa-key-size",
    spec=("RFC 3279 2.3.2", "CA/Browser Forum BR 6.1.5"),
    about="public key",
    since="0.1.0",
)
def dsa_key_size(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The lengths of a DSA key are none that are safe.

    ## Why it matters
    A DSA key has a prime of 2,048 or 3,072 bits and an order of 224 or 256 bits (FIPS 186-4). Smaller ones are within
    reach of attackers, and TLS 1.3 knows no DSA at all.

    ## How to fix
    Make an EC or RSA key and have a certificate issued for it: nothing new takes DSA.
    """
    key = cert.x509.public_key
    if isinstance(key, x509.Problem) or key.kind != "DSA" or not key.algorithm.parameters:
        return
    order = _order(key.algorithm.parameters)
    if order and (key.bits, order) not in _SIZES:
        yield cx.finding(
            anchors.certificate(cert),
            f"the DSA key of '{subject_name(cert)}' has a prime of {plural(key.bits, 'bit')} and an order of "
            f"{order}; 2,048 and 224 or 256, or 3,072 and 256, are safe",
            help="make an EC or RSA key and have a certificate issued for it",
        )


def _order(parameters: bytes) -> int:
    """Bits of the second number of Dss-Parms; 0 when it cannot be read."""
    reader = der.Reader(parameters)
    try:
        numbers = reader.children(reader.single(0, len(parameters), der.SEQUENCE))
        return reader.integer(numbers[1]).bit_length() if len(numbers) > 1 else 0
    except der.DerError:
        return 0
