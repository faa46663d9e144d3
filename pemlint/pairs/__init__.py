"""Which keys belong together: a private key with its certificate, its request, and all that has its public key."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.pairs.certificates import KeyPairing, in_bundle, in_tree
    from pemlint.pairs.requests import RequestPairing, requests_in_tree
    from pemlint.pairs.stems import Stems
    from pemlint.pairs.uses import KeyUse, PublicKeyUse, RsaKey, is_claimed, public_key, roles
else:
    from pemlint.later import later

    __getattr__ = later(
        globals(),
        certificates="KeyPairing in_bundle in_tree",
        requests="RequestPairing requests_in_tree",
        stems="Stems",
        uses="KeyUse PublicKeyUse RsaKey is_claimed public_key roles",
    )

__all__ = [
    "KeyPairing",
    "KeyUse",
    "PublicKeyUse",
    "RequestPairing",
    "RsaKey",
    "Stems",
    "in_bundle",
    "in_tree",
    "is_claimed",
    "public_key",
    "requests_in_tree",
    "roles",
]
