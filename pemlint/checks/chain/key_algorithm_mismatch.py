"""The rule ``chain-key-algorithm-mismatch``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule
from pemlint.x509 import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-key-algorithm-mismatch", spec=("RFC 8446 4.4.2.2",), since="0.1.0")
def key_algorithm_mismatch(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """The certificate's key is of another kind than the key of the CA that signed it.

    ## Why it matters
    TLS itself allows an EC certificate under an RSA CA. Some platforms do not, and refuse the upload.

    ## How to fix
    Make the certificate's key of the CA's kind, or have it signed by a CA with a key of its own kind.
    """
    key, algorithm = chain.leaf.x509.public_key, chain.leaf.x509.signature_algorithm
    if chain.self_signed or isinstance(key, Problem) or isinstance(algorithm, Problem):
        return
    signer = algorithm.key_kind
    # a key restricted to PSS is an RSA key, and ML-DSA-65 one of ML-DSA
    if not signer or key.kind.startswith(signer):
        return
    yield cx.finding(
        anchors.certificate(chain.leaf),
        f"'{frames.subject_name(chain.leaf)}' has a key of kind {key.kind}, its CA"
        f" '{frames.issuer_name(chain.leaf)}' one of kind {signer}",
        help=f"make the certificate's key of kind {signer}, or have it signed by a CA with a key of kind {key.kind}",
        related=(anchors.related(chain.issuer, "the CA that signed it"),) if chain.issuer else (),
    )
