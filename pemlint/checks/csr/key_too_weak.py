"""The rule ``csr-key-too-weak``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import CertificateRequest
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: bits of the prime of a DSA key, and of the field of a curve
_LEAST: Final = {"DSA": 2048, "EC": 224}
#: what anybody can break
_TINY: Final = 1024


@rule(CertificateRequest, id="csr-key-too-weak", spec=("CA/Browser Forum BR 6.1.5", "RFC 8446 C.2"), since="0.1.0")
def key_too_weak(request: CertificateRequest, cx: Context, *, rsa_bits: int = 2048) -> Iterator[Finding]:
    """The key in the certification request is too short to be safe.

    ## Why it matters
    Public CAs refuse the request, and clients the certificate that a private CA issues for it. RSA keys need 2,048
    bits, DSA keys too, curves 224. A request whose private key is among the files has the circumstance `key-too`:
    `key-too-weak` speaks of that key already.

    ## How to fix
    Make a new key, with `openssl genpkey -algorithm ec -pkeyopt ec_paramgen_curve:P-256 -out a.key`, and a request with
    it.

    ## Options
    - `rsa-bits`: the least number of bits of an RSA key.
    """
    key = request.x509.public_key
    if isinstance(key, x509.Problem) or not key.bits:
        return
    least = rsa_bits if key.modulus else _LEAST.get(key.kind, 0)
    if key.bits < least:
        yield cx.finding(
            anchors.holder(request),
            f"the key of the request for '{subject_name(request)}' ({key.label}) has {key.bits:,} bits;"
            f" it needs {least:,}",
            help="make a new key, and a request with it",
            circumstances=("tiny",) if key.modulus and key.bits < _TINY and "key-too" not in cx.circumstances else (),
        )
