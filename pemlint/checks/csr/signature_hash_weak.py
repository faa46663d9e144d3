"""The rule ``csr-signature-hash-weak``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import CertificateRequest
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(CertificateRequest, id="csr-signature-hash-weak", spec=("RFC 6194",), since="0.1.0")
def signature_hash_weak(request: CertificateRequest, cx: Context) -> Iterator[Finding]:
    """The certification request is signed with MD5, SHA-1 or an even older hash.

    ## Why it matters
    Many CAs refuse it. The certificate is signed by the CA with a hash of its own choice, so nothing else depends on
    it; but what makes such requests is likely to make such certificates too.

    ## How to fix
    Make the request again with SHA-256: `openssl req -new -sha256 -key a.key -out a.csr`.
    """
    algorithm = request.x509.signature_algorithm
    if not isinstance(algorithm, x509.Problem) and algorithm.hash_name in oids.WEAK_HASHES:
        yield cx.finding(
            anchors.holder(request),
            f"the request for '{subject_name(request)}' is signed with {algorithm.hash_name}",
            help="make it again with SHA-256: 'openssl req -new -sha256 -key a.key -out a.csr'",
        )
