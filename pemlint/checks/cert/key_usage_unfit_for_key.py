"""The rule ``cert-key-usage-unfit-for-key``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


_NONE: Final[frozenset[str]] = frozenset()
_NARROWING: Final = frozenset({"encipherOnly", "decipherOnly"})
_AGREEMENT: Final = _NARROWING | {"keyAgreement"}
_ENCIPHERMENT: Final = frozenset({"keyEncipherment", "dataEncipherment"})
_SIGNING: Final = frozenset({"digitalSignature", "nonRepudiation", "keyCertSign", "cRLSign"})
#: families of kinds that differ in size and hash only
_FAMILIES: Final = ("ML-DSA", "ML-KEM", "SLH-DSA")
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
    "SLH-DSA": _AGREEMENT | _ENCIPHERMENT,
    "ML-KEM": _SIGNING | _AGREEMENT | {"dataEncipherment"},
}


@rule(
    Certificate,
    id="cert-key-usage-unfit-for-key",
    spec=(
        "RFC 3279 2.3",
        "RFC 5480 3",
        "RFC 8813 3",
        "RFC 8410 5",
        "RFC 9881 5",
        "RFC 9909 5",
        "CA/Browser Forum BR 7.1.2.7.11",
    ),
    since="0.1.0",
)
def key_usage_unfit_for_key(
    cert: Certificate,
    cx: Context,
    *,
    discouraged: tuple[str, ...] = (),
    not_for_servers: tuple[str, ...] = (),
    since: str = "",
) -> Iterator[Finding]:
    """The key usage allows what this kind of key cannot do.

    ## Why it matters
    An EC key cannot encipher, an RSA key cannot agree, an Ed25519 key can only sign. The extra bits do not help
    anybody, they are forbidden, and mostly the rest of a template for another kind of key. Some clients refuse the
    certificate.

    ## How to fix
    Issue the certificate again with `keyUsage = critical, digitalSignature`; an RSA key may have `keyEncipherment`
    too.

    ## Options
    - `discouraged`: more bits that an EC key should not have, as `keyAgreement`; they are told as `discouraged`, and so
      is an RSA key that both signs certificates and enciphers.
    - `not-for-servers`: bits that no server certificate may have, whatever its key, as `nonRepudiation`.
    - `since`: `not-for-servers` holds for certificates that were issued on this day or later.
    """
    usage, key = cert.x509.key_usage, cert.x509.public_key
    if not isinstance(usage, frozenset) or isinstance(key, x509.Problem):
        return
    forbidden = usage.intersection(not_for_servers) if not_for_servers and _is_server(cert, cx, since) else _NONE
    for bits, what, circumstances in (
        (_unfit(key.kind, usage), f"which {_article(key.kind)} {key.kind} key cannot do", ()),
        (forbidden, "which is not for servers", ()),
        (_unwanted(key.kind, usage, discouraged), "which public CAs should leave out", ("discouraged",)),
    ):
        if bits:
            yield cx.finding(
                anchors.certificate(cert),
                f"the key usage of '{subject_name(cert)}' has {wording.listed(sorted(bits))}, {what}",
                help="issue it again with the key usage that fits the key",
                circumstances=circumstances,
            )
            return


def _unfit(kind: str, usage: frozenset[str]) -> frozenset[str]:
    """What such a key cannot do; the two that narrow an agreement mean nothing without it (RFC 5280 4.2.1.3)."""
    family = next(filter(kind.startswith, _FAMILIES), kind)
    unfit = usage & _UNFIT.get(family, _NONE)
    return unfit if "keyAgreement" in usage else unfit | (usage & _NARROWING)


def _unwanted(kind: str, usage: frozenset[str], discouraged: tuple[str, ...]) -> frozenset[str]:
    if kind == "EC":
        return usage.intersection(discouraged)
    both = discouraged and kind == "RSA" and not usage.isdisjoint(("keyCertSign", "cRLSign"))
    return usage & _ENCIPHERMENT if both else _NONE


def _is_server(cert: Certificate, cx: Context, since: str) -> bool:
    return not SERVERS.isdisjoint(cx.circumstances) and not cert.x509.is_ca and cert.x509.issued_since(since)


def _article(kind: str) -> str:
    return "a" if kind.startswith("D") else "an"
