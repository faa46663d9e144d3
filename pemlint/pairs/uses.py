"""What a key is used for: everything in the tree that has its public key."""

from __future__ import annotations

from pemlint import x509
from pemlint.material import Certificate, PrivateKey, PublicKey
from pemlint.record import NamedTuple
from pemlint.roles import AUTHORITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pemlint.crypto import Primality
    from pemlint.holders import Holder
    from pemlint.pairs.stems import Stems
    from pemlint.store import File
    from pemlint.x509 import PublicKeyInfo

__all__ = ["KeyUse", "PublicKeyUse", "RsaKey", "is_claimed", "public_key", "roles"]


class KeyUse(NamedTuple):
    """A private key at one place, and what else in the tree has its public key."""

    key: PrivateKey
    #: whether a certificate, a request or a public key has it
    held: bool
    #: the certificates of CAs that have it
    authorities: tuple[Certificate, ...]
    #: whether somebody has said whose key it should be: a manifest, or the name of its file
    claimed: bool
    #: whether it lies in a folder that was looked through
    scanned: bool


class PublicKeyUse(NamedTuple):
    """A public key, and everything under the same policies that holds it."""

    public: PublicKeyInfo
    #: private keys before the others, otherwise in the order of the files
    holders: tuple[Holder, ...]
    #: whether one of them lies in a folder that was looked through
    scanned: bool


class RsaKey(NamedTuple):
    """An RSA private key, and the means to test its primes."""

    key: PrivateKey
    public: PublicKeyInfo
    primality: Primality


def public_key(holder: Holder) -> PublicKeyInfo | None:
    """The public key of a holder; None where it cannot be read."""
    if isinstance(holder, (PrivateKey, PublicKey)):
        return holder.public
    key = holder.x509.public_key
    return None if isinstance(key, x509.Problem) else key


def is_claimed(file: File, stems: Stems) -> bool:
    """Whether certificates or requests stand in the file of a key, or in one of the same stem."""
    return bool(file.certificates) or stems.of(file).claims or bool(file.requests)


def roles(found: Iterable[str]) -> tuple[str, ...]:
    """The roles of a private key, by its certificates, CAs first: ``ca``, ``server`` …; ``unused`` without any."""
    different = {"ca" if role in AUTHORITIES else role for role in found}
    return tuple(sorted(different, key=lambda role: (role != "ca", role))) or ("unused",)
