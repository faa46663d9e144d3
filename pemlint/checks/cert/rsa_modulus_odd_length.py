"""The rule ``cert-rsa-modulus-odd-length``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-rsa-modulus-odd-length", spec=("CA/Browser Forum BR 6.1.5",), since="0.1.0")
def rsa_modulus_odd_length(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The length of the RSA modulus is no whole number of bytes.

    ## Why it matters
    Usual software makes keys of 2,048, 3,072 or 4,096 bits. A length such as 2,047 comes from home-made software, and
    public CAs must not accept it.

    ## How to fix
    Make a new key with `openssl genrsa -out a.key 2048`, and have a certificate issued for it.
    """
    key = cert.x509.public_key
    if not isinstance(key, x509.Problem) and key.modulus and key.bits % 8:
        yield cx.finding(
            anchors.certificate(cert),
            f"the RSA key of '{subject_name(cert)}' has {plural(key.bits, 'bit')}, which is no whole number of bytes",
            help="make a new key of 2,048 bits or more and have a certificate issued for it",
        )
