"""The rule ``cert-key-usage-unfit-for-key``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


_NONE: Final[frozenset[str]] = frozenset()
_AGREEMENT: Final = frozenset({"keyAgreement", "encipherOnly", "decipherOnly"})
_ENCIPHERMENT: Final = frozenset({"keyEncipherment", "dataEncipherment"})
_SIGNING: Final = frozenset({"digitalSignature", "nonRepudiation", "keyCertSign", "cRLSign"})
#: families of kinds that differ in size only
_FAMILIES: Final = ("ML-DSA", "ML-KEM")
_UNFIT: Final = {
    "RSA": _AGREEMENT,
    "RSA-PSS": _AGREEMENT | _ENCIPHERMENT,
    "DSA": _AGREEMENT | _ENCIPHERMENT,
    "EC": _ENCIPHERMENT,
    "Ed25519": _AGREEMENT | _ENCIPHERMENT,
    "Ed448": _AGREEMENT | _ENCIPHERMENT,
    "X25519": _SIGNING | _ENCIPHERMENT,
    "X448": _SIGNING | _ENCIPHERMENT,
    "ML-DSA": _AGREEMENT | _ENCIPHERMENT,
    "ML-KEM": _SIGNING | _AGREEMENT | {"dataEncipherment"},
}


@rule(
    Certificate,
    id="cert-key-usage-unfit-for-key",
    spec=("RFC 3279 2.3", "RFC 5480 3", "RFC 8410 5", "RFC 9881 5"),
    since="0.1.0",
)
def key_usage_unfit_for_key(cert: Certificate, cx: Context, *, discouraged: tuple[str, ...] = ()) -> Iterator[Finding]:
    """The key usage allows what this kind of key cannot do.

    ## Why it matters
    An EC key cannot encipher, an RSA key cannot agree, an Ed25519 key can only sign. The extra bits do not help
    anybody, they are forbidden, and mostly the rest of a template for another kind of key. Some clients refuse the
    certificate.

    ## How to fix
    Issue the certificate again with `keyUsage = critical, digitalSignature`; an RSA key may have `keyEncipherment`
    too.

    ## Options
    - `discouraged`: more bits that an EC key should not have, as `keyAgreement`; they are told as `discouraged`.
    """
    usage, key = cert.x509.key_usage, cert.x509.public_key
    if not isinstance(usage, frozenset) or isinstance(key, x509.Problem):
        return
    unfit = usage & _UNFIT.get(key.kind.rpartition("-")[0] if key.kind.startswith(_FAMILIES) else key.kind, _NONE)
    unwanted = usage.intersection(discouraged) if key.kind == "EC" else _NONE
    if unfit or unwanted:
        yield cx.finding(
            anchors.certificate(cert),
            f"the key usage of '{subject_name(cert)}' has {wording.listed(sorted(unfit or unwanted))}, "
            + (f"which an {key.kind} key cannot do" if unfit else "which public CAs should leave out"),
            help="issue it again with the key usage that fits the key",
            circumstances=() if unfit else ("discouraged",),
        )
