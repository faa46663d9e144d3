"""The rule ``cert-rsa-key-too-large``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509.keys import MOST_EXPONENT_BITS, MOST_RSA_BITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Certificate,
    id="cert-rsa-key-too-large",
    spec=("CA/Browser Forum BR 6.1.6",),
    about="public key",
    since="0.1.0",
)
def rsa_key_too_large(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The RSA key is so large that no signature is verified with it.

    ## Why it matters
    Verifying takes the longer the larger the key is, and whoever verifies has not chosen the key. OpenSSL refuses a
    modulus of more than 16,384 bits, and NIST an exponent of more than 256 bits, with which a signature takes a hundred
    times as long as usual. pemlint keeps to both: whether such a key made a signature is not known.

    ## How to fix
    Make a new key of 2,048 to 4,096 bits with `openssl genrsa`, which takes the exponent 65537, and have a certificate
    issued for it.
    """
    key = cert.x509.public_key
    if isinstance(key, x509.Problem) or not key.is_too_large or not key.modulus:
        return
    what, bits, most = "modulus", key.bits, MOST_RSA_BITS
    if bits <= MOST_RSA_BITS:
        what, bits, most = "exponent", key.exponent.bit_length(), MOST_EXPONENT_BITS
    yield cx.finding(
        anchors.certificate(cert),
        f"the {what} of the RSA key of '{subject_name(cert)}' has {bits:,} bits; with more than {most:,} no"
        " signature is verified",
        help="make a new key and have a certificate issued for it",
    )
