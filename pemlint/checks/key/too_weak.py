"""The rule ``key-too-weak``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.material import PrivateKey
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context

#: bits of the prime of a DSA key, and of the field of a curve, that are as strong as RSA with 2,048 bits
#: what anybody can break
_TINY_RSA_BITS: Final = 1024
_MIN_DSA_BITS: Final = 2048
_MIN_CURVE_BITS: Final = 224


@rule(PrivateKey, id="key-too-weak", spec=("RFC 8446 C.2",), since="0.1.0", security="7.5")
def too_weak(key: PrivateKey, cx: Context, *, min_rsa_bits: int = 2048) -> Iterator[Finding]:
    """A private key is too short to be safe.

    ## Why it matters
    Short keys can be computed from the public key: RSA with 512 bits for a few dollars, with 1,024 bits by those who
    can pay for it. OpenSSL refuses them at the security level that Debian, Ubuntu and Fedora have set. DSA keys need
    2,048 bits, curves 224.

    The key of an RSA certificate that is among the files has the circumstance `certificate-too`:
    `cert-rsa-key-too-small` speaks of that certificate already.

    ## How to fix
    Make a new key, with `openssl genpkey -algorithm ec -pkeyopt ec_paramgen_curve:P-256 -out a.key` or
    `openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:2048 -out a.key`, and have a certificate issued for it.

    ## Options
    - `min-rsa-bits`: the least number of bits of an RSA key.
    """
    public = key.public
    if public is None or not public.bits or key.inconsistent:
        return
    least = min_rsa_bits if public.modulus else {"DSA": _MIN_DSA_BITS, "EC": _MIN_CURVE_BITS}.get(public.kind, 0)
    if public.bits < least:
        certified = public.modulus and not {"unused", "embedded"} & set(cx.circumstances[:1])
        yield cx.finding(
            anchors.key(key),
            f"the private key ({public.label}) has {public.bits:,} bits; {least:,} is the least that is safe",
            help="make a new key, and have a certificate issued for it",
            circumstances=(
                *(("certificate-too",) if certified else ()),
                *(("tiny",) if public.modulus and public.bits < _TINY_RSA_BITS else ()),
            ),
        )
