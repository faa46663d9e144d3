"""The rule ``cert-rsa-exponent-unusual``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: what cert-rsa-exponent-invalid speaks of lies below
_LEAST_VALID: Final = 3
_LEAST: Final = (1 << 16) + 1
_MOST_BITS: Final = 256


@rule(
    Certificate,
    id="cert-rsa-exponent-unusual",
    spec=("CA/Browser Forum BR 6.1.6",),
    about="public key",
    since="0.1.0",
)
def rsa_exponent_unusual(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The RSA exponent is below 65537, or has more than 256 bits.

    ## Why it matters
    With an exponent such as 3 faults in other software, in the padding above all, become forged signatures. One of
    more than 256 bits makes every handshake slow, and some software has no room for it. 65537 is what nearly
    everybody uses.

    ## How to fix
    Make a new key with `openssl genrsa`, which takes the exponent 65537, and have a certificate issued for it.
    """
    key = cert.x509.public_key
    if isinstance(key, x509.Problem) or not key.modulus or key.exponent < _LEAST_VALID or key.exponent % 2 == 0:
        return
    small, large = key.exponent < _LEAST, key.exponent.bit_length() > _MOST_BITS
    if small or large:
        found = f"{key.exponent:,}" if small else f"a number of {key.exponent.bit_length():,} bits"
        yield cx.finding(
            anchors.certificate(cert),
            f"the exponent of the RSA key of '{subject_name(cert)}' is {found}; 65537 is the least that is advised,"
            f" and {_MOST_BITS} bits are the most",
            help="make a new key and have a certificate issued for it",
        )
