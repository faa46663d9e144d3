"""Who holds which public key: certificates, private keys, requests, and public keys by themselves."""

from __future__ import annotations

from pemlint.material import Certificate, CertificateRequest, PrivateKey, PublicKey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    from pemlint.material import Identity, Material

__all__ = ["Holder", "Holders"]

Holder: TypeAlias = Certificate | PrivateKey | CertificateRequest | PublicKey
#: the same as a tuple, which is asked a good deal faster
_KINDS = (Certificate, PrivateKey, CertificateRequest, PublicKey)


class Holders:
    """Holders by the key itself: the same key may be written in several ways, of which each has another SHA-256."""

    __slots__ = ("_by_identity", "_certificates", "_identities", "_keys")

    def __init__(self, materials: Iterable[Material]) -> None:
        self._by_identity: dict[Identity, list[Holder]] = {}
        self._identities: dict[str, Identity] | None = None
        #: of those whose holders were asked for
        self._certificates: dict[Identity | None, tuple[Certificate, ...]] = {}
        self._keys: dict[Identity | None, tuple[PrivateKey, ...]] = {}
        for item in materials:
            if isinstance(item, _KINDS):
                identity = item.identity
                if identity is not None:
                    self._by_identity.setdefault(identity, []).append(item)

    def __iter__(self) -> Iterator[tuple[Holder, ...]]:
        """The holders of each key, in the order of the files."""
        return map(tuple, self._by_identity.values())

    def of(self, identity: Identity | None) -> Sequence[Holder]:
        """Everything that holds a key."""
        return self._by_identity.get(identity, ()) if identity is not None else ()

    def certificates(self, identity: Identity | None) -> tuple[Certificate, ...]:
        """The certificates with a public key."""
        if identity not in self._certificates:
            found = (holder for holder in self.of(identity) if isinstance(holder, Certificate))
            self._certificates[identity] = tuple(found)
        return self._certificates[identity]

    def keys(self, identity: Identity | None) -> tuple[PrivateKey, ...]:
        """The private keys that belong to a public key."""
        if identity not in self._keys:
            self._keys[identity] = tuple(holder for holder in self.of(identity) if isinstance(holder, PrivateKey))
        return self._keys[identity]

    def identity(self, spki_sha256: str) -> Identity | None:
        """The key of which the SHA-256 of one SubjectPublicKeyInfo in the tree is known."""
        if self._identities is None:
            self._identities = {}
            for identity, holders in self._by_identity.items():
                for holder in holders:
                    self._identities.setdefault(holder.spki_sha256, identity)
        return self._identities.get(spki_sha256)
