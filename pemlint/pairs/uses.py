"""What a key is used for: everything in the tree that has its public key."""

from __future__ import annotations

from itertools import islice

from pemlint import x509
from pemlint.material import Certificate, PrivateKey, PublicKey
from pemlint.record import NamedTuple
from pemlint.roles import may_sign

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.crypto import Primality
    from pemlint.holders import Holder
    from pemlint.pairs.stems import Stems
    from pemlint.store import File, Store
    from pemlint.x509 import PublicKeyInfo

__all__ = ["KeyUse", "PublicKeyUse", "RsaKey", "is_claimed", "public_key", "roles"]

#: certificates of one private key that are asked what they are for
_MOST_CERTIFICATES = 64


class KeyUse(NamedTuple):
    """A private key at one place, and what else in the tree has its public key."""

    key: PrivateKey
    #: the certificates, requests and public keys that it belongs to
    holders: tuple[Holder, ...]
    #: whether somebody has said whose key it should be: a manifest, or the name of its file
    claimed: bool
    #: whether it lies in a folder that was looked through
    scanned: bool

    @property
    def authorities(self) -> tuple[Certificate, ...]:
        """The certificates of CAs that have this key."""
        return tuple(one for one in self.holders if isinstance(one, Certificate) and may_sign(one))


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
    return bool(file.certificates or file.requests) or stems.of(file).claims


def roles(key: PrivateKey, store: Store) -> tuple[str, ...]:
    """What the certificates of a private key are for, CAs first: ``ca``, ``server`` …; ``unused`` without any.

    Of a key that thousands share, the first different certificates tell.
    """
    different = {id(one.x509): one for one in store.holders.certificates(key.identity)}
    found = {"ca" if may_sign(one) else one.x509.role for one in islice(different.values(), _MOST_CERTIFICATES)}
    return tuple(sorted(found, key=lambda role: (role != "ca", role))) or ("unused",)
