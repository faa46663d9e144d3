"""Who holds which public key: certificates, private keys, requests, and public keys by themselves."""

from __future__ import annotations

from pemlint.file import Remote
from pemlint.material import Certificate, CertificateRequest, PrivateKey, PublicKey
from pemlint.roles import AUTHORITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    from pemlint.file import File
    from pemlint.material import Identity

__all__ = ["Holder", "Holders"]

Holder: TypeAlias = Certificate | PrivateKey | CertificateRequest | PublicKey
#: the same as a tuple, which is asked a good deal faster
_KINDS = (Certificate, PrivateKey, CertificateRequest, PublicKey, Remote)


class Holders:
    """Holders by the key itself: the same key may be written in several ways, of which each has another SHA-256."""

    __slots__ = ("_by_identity", "_certificates", "_identities", "_keys")

    def __init__(self, files: Iterable[File]) -> None:
        self._by_identity: dict[Identity, list[Holder | Remote]] = {}
        self._identities: dict[str, Identity] | None = None
        #: of those whose holders were asked for
        self._certificates: dict[Identity | None, tuple[Certificate, ...]] = {}
        self._keys: dict[Identity | None, tuple[PrivateKey, ...]] = {}
        for file in files:
            for item in file.materials if file.remote is None else file.remote:
                if isinstance(item, _KINDS):
                    identity = item.identity
                    if identity is not None:
                        self._by_identity.setdefault(identity, []).append(item)

    def __iter__(self) -> Iterator[Identity]:
        """The keys, in the order of the files."""
        return iter(self._by_identity)

    def of(self, identity: Identity | None) -> Iterator[Holder]:
        """Everything that holds a key."""
        return map(_here, self._held(identity))

    def home(self, identity: Identity) -> str:
        """The path of the file in which a key first stands."""
        first = self._by_identity[identity][0]
        return (first.file if isinstance(first, Remote) else first.place).source.path

    def is_public(self, identity: Identity) -> bool:
        """Whether something other than private keys holds a key."""
        return not all(_is(one, PrivateKey) for one in self._held(identity))

    def certificates(self, identity: Identity | None) -> tuple[Certificate, ...]:
        """The certificates with a public key."""
        if identity not in self._certificates:
            found = (_here(one) for one in self._held(identity) if _is(one, Certificate))
            self._certificates[identity] = tuple(one for one in found if isinstance(one, Certificate))
        return self._certificates[identity]

    def keys(self, identity: Identity | None) -> tuple[PrivateKey, ...]:
        """The private keys that belong to a public key."""
        if identity not in self._keys:
            found = (_here(one) for one in self._held(identity) if _is(one, PrivateKey))
            self._keys[identity] = tuple(one for one in found if isinstance(one, PrivateKey))
        return self._keys[identity]

    def roles(self, identity: Identity | None) -> set[str]:
        """What the certificates with a public key are for."""
        held = self._held(identity)
        return {_role(one) for one in held if _is(one, Certificate)}

    def authorities(self, identity: Identity | None) -> Iterator[Certificate]:
        """The certificates of CAs with a public key."""
        found = (one for one in self._held(identity) if _is(one, Certificate) and _role(one) in AUTHORITIES)
        return (one for one in map(_here, found) if isinstance(one, Certificate))

    def identity(self, spki_sha256: str) -> Identity | None:
        """The key of which the SHA-256 of one SubjectPublicKeyInfo in the tree is known."""
        if self._identities is None:
            self._identities = {}
            for identity, holders in self._by_identity.items():
                for holder in map(_here, holders):
                    self._identities.setdefault(holder.spki_sha256, identity)
        return self._identities.get(spki_sha256)

    def _held(self, identity: Identity | None) -> Sequence[Holder | Remote]:
        return self._by_identity.get(identity, ()) if identity is not None else ()


def _is(one: Holder | Remote, kind: type) -> bool:
    return one.kind == kind.__name__ if isinstance(one, Remote) else isinstance(one, kind)


def _role(one: Holder | Remote) -> str:
    if isinstance(one, Remote):
        return one.role
    return one.x509.role if isinstance(one, Certificate) else ""


def _here(one: Holder | Remote) -> Holder:
    """The thing itself; what another process has told of is read for it."""
    if not isinstance(one, Remote):
        return one
    found: Holder = one.thing
    return found
