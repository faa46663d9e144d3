"""The rule ``cert-rsa-modulus-weak``."""

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


#: more are no key that anybody uses, and cost time
_MOST_BITS: Final = 16_384
#: what is shorter anybody can take apart, whatever its factors: that is told by the rule on its length
_LEAST_BITS: Final = 512


@rule(
    Certificate,
    id="cert-rsa-modulus-weak",
    spec=("CA/Browser Forum BR 6.1.1.3", "CA/Browser Forum BR 6.1.6"),
    about="public key",
    since="0.1.0",
    security="9.8",
)
def rsa_modulus_weak(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The RSA modulus can be taken apart into its factors.

    ## Why it matters
    Whoever knows the factors has the private key. A modulus with a small factor, or with two factors that lie close
    together, falls within moments.

    ## How to fix
    Make a new key with `openssl genrsa 2048` on a machine with a sound random source, have a certificate issued for
    it, and revoke this one.
    """
    key = cert.x509.public_key
    if isinstance(key, x509.Problem) or not _LEAST_BITS <= key.bits <= _MOST_BITS or not key.modulus:
        return
    if key.weakness:
        yield cx.finding(
            anchors.certificate(cert),
            f"the RSA modulus of '{subject_name(cert)}' {key.weakness}: its private key can be computed",
            help="make a new key, have a certificate issued for it, and revoke this one",
        )
