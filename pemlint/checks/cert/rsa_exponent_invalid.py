"""The rule ``cert-rsa-exponent-invalid``."""

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


_LEAST: Final = 3


@rule(
    Certificate,
    id="cert-rsa-exponent-invalid",
    spec=("RFC 8017 3.1", "CA/Browser Forum BR 6.1.6"),
    about="public key",
    since="0.1.0",
    security="9.8",
)
def rsa_exponent_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The RSA exponent is even or less than 3.

    ## Why it matters
    With the exponent 1 anybody can make signatures; with an even one there is no private key at all. The key was not
    made by sound software.

    ## How to fix
    Make a new key with `openssl genrsa`, which takes the exponent 65537, and have a certificate issued for it.
    """
    key = cert.x509.public_key
    if not isinstance(key, x509.Problem) and key.modulus and (key.exponent < _LEAST or key.exponent % 2 == 0):
        what = "negative" if key.exponent < 0 else "even" if key.exponent % 2 == 0 else f"{key.exponent}"
        yield cx.finding(
            anchors.certificate(cert),
            f"the exponent of the RSA key of '{subject_name(cert)}' is {what}; it must be odd and at least {_LEAST}",
            help="make a new key and have a certificate issued for it",
        )
