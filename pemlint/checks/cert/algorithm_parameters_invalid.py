"""The rule ``cert-algorithm-parameters-invalid``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: kinds of keys whose identifiers have no parameters: RFC 5758 3.2, RFC 8410 3, RFC 9881 2, RFC 9814 3, RFC 9935 3
_WITHOUT: Final = frozenset({"EC", "DSA", "Ed25519", "Ed448", "X25519", "X448", "ML-DSA", "SLH-DSA", "ML-KEM"})
#: the same as keys: those on curves name the curve there, those of DSA have their numbers there
_KEYS: Final = ("RSA", *sorted(_WITHOUT - {"EC", "DSA"}))
_NULL: Final = b"\x05\x00"


@rule(
    Certificate,
    id="cert-algorithm-parameters-invalid",
    spec=("RFC 4055 5", "RFC 3279 2.3.1", "RFC 5758 3.2", "RFC 8410 3", "CA/Browser Forum BR 7.1.3"),
    about="form",
    since="0.1.0",
)
def algorithm_parameters_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """An algorithm is written without the parameters that it must have, or with some that it must not have.

    ## Why it matters
    RSA wants an explicit NULL there, ECDSA, Ed25519 and the post-quantum algorithms nothing at all. Go does not read an
    RSA key without the NULL, and libraries that compare identifiers byte by byte do not know the others again.

    ## How to fix
    Issue the certificate again with current software; old or home-made software writes such identifiers.
    """
    for field, algorithm, kind in _identifiers(cert.x509):
        fault = _fault(kind, algorithm.parameters)
        if fault:
            yield cx.finding(
                anchors.certificate(cert),
                f"the {field} of '{subject_name(cert)}' {fault}",
                help="issue it again with current software",
            )
            return


def _identifiers(cert: x509.Certificate) -> Iterator[tuple[str, x509.AlgorithmIdentifier, str]]:
    """Each identifier, what it is called, and the kind of key; RSASSA-PSS, which has parameters of its own, is none."""
    for field, algorithm in (
        ("signature algorithm", cert.signature_algorithm),
        ("signature algorithm inside", cert.inner_algorithm),
    ):
        if not isinstance(algorithm, x509.Problem) and algorithm.oid != oids.RSA_PSS:
            yield field, algorithm, algorithm.key_kind
    key = cert.public_key
    if not isinstance(key, x509.Problem):
        name = key.kind
        kind = next((kind for kind in _KEYS if name == kind or name.startswith(f"{kind}-")), "")
        yield "public key", key.algorithm, "" if name == "RSA-PSS" else kind


def _fault(kind: str, parameters: bytes | None) -> str:
    if kind == "RSA" and parameters != _NULL:
        return "lacks the parameters NULL" if parameters is None else "has other parameters than NULL"
    return "has parameters, which must not be there" if kind in _WITHOUT and parameters is not None else ""
