"""The rule ``cert-signature-hash-unfit-for-key``."""

from __future__ import annotations

from pemlint import anchors, der, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: bytes of the numbers in a signature, and the hash that goes with such a key
_FITTING: Final = ((32, "P-256", "SHA-256"), (48, "P-384", "SHA-384"), (66, "P-521", "SHA-512"))


@rule(Certificate, id="cert-signature-hash-unfit-for-key", spec=("CA/Browser Forum BR 7.1.3.2.2",), since="0.1.0")
def signature_hash_unfit_for_key(cert: Certificate, cx: Context, *, since: str = "") -> Iterator[Finding]:
    """An ECDSA signature has another hash than goes with the curve of the key that made it.

    ## Why it matters
    A P-256 key goes with SHA-256, P-384 with SHA-384, P-521 with SHA-512. With a longer hash nothing is gained, with a
    shorter one strength is lost; public CAs must keep to it, and some clients know no other pair.

    ## How to fix
    Have the CA sign with the hash that fits its key.

    ## Options
    - `since`: only certificates that were issued on this day or later (as `2020-08-20`) are judged; empty for all.
    """
    algorithm, signature = cert.x509.signature_algorithm, cert.x509.signature
    if isinstance(algorithm, x509.Problem) or isinstance(signature, x509.Problem) or algorithm.key_kind != "EC":
        return
    found = _key_of(signature)
    if found is None or algorithm.hash_name == found[1] or not cert.x509.issued_since(since):
        return
    curve, wanted = found
    yield cx.finding(
        anchors.certificate(cert),
        f"'{subject_name(cert)}' is signed by a key on {curve} with {algorithm.hash_name}; {wanted} goes with it",
        help=f"have it issued with {wanted}",
    )


def _key_of(signature: bytes) -> tuple[str, str] | None:
    """The NIST curve of the key that made a signature, and its hash: both numbers are nearly as long as the field."""
    reader = der.Reader(signature)
    try:
        numbers = [reader.integer(one) for one in reader.children(reader.single(0, len(signature), der.SEQUENCE))]
    except der.DerError:
        return None
    length = max(((number.bit_length() + 7) // 8 for number in numbers), default=0)
    return next(((curve, wanted) for size, curve, wanted in _FITTING if length <= size), None)
