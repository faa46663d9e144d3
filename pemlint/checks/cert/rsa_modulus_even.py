"""The rule ``cert-rsa-modulus-even``."""

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
    id="cert-rsa-modulus-even",
    spec=("RFC 8017 3.1", "CA/Browser Forum BR 6.1.6"),
    about="public key",
    since="0.1.0",
    security="9.8",
)
def rsa_modulus_even(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The RSA modulus is even.

    ## Why it matters
    A modulus is the product of two large primes, and so it is odd. An even one was not made by sound software, or was
    damaged, and its private key can be computed.

    ## How to fix
    Make a new key with `openssl genrsa 2048` and have a certificate issued for it.
    """
    key = cert.x509.public_key
    if not isinstance(key, x509.Problem) and key.modulus and key.modulus % 2 == 0:
        yield cx.finding(
            anchors.certificate(cert),
            f"the RSA modulus of '{subject_name(cert)}' is even: it is no product of two large primes",
            help="make a new key and have a certificate issued for it",
        )
