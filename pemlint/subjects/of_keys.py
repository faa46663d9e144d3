"""What keys give to judge: each private key with all that has its public key, and each public key with its holders."""

from __future__ import annotations

from itertools import islice

from pemlint import pairs
from pemlint.material import PrivateKey
from pemlint.pairs import KeyUse, PublicKeyUse, RsaKey
from pemlint.record import NamedTuple
from pemlint.subjects.records import Subject
from pemlint.subjects.uses import distinct
from pemlint.subjects.wanted import Wanted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pemlint.bundles import Bundle
    from pemlint.crypto import Primality
    from pemlint.holders import Holder
    from pemlint.material import Certificate, Identity
    from pemlint.model import Source
    from pemlint.policy import Policy
    from pemlint.store import File, Store
    from pemlint.x509 import PublicKeyInfo

__all__ = ["KeySubjects"]

#: what rules can find in one key does not change with its millionth holder
_MAX_HOLDERS = 64


class _Kin(NamedTuple):
    """What all private keys of one identity share."""

    #: what its certificates are for
    roles: tuple[str, ...]
    #: whether anything but private keys holds it
    held: bool
    #: the certificates of CAs that do, as far as rules look
    authorities: tuple[Certificate, ...]


class KeySubjects:
    """Gives the subjects of keys; they are known when everything has been read and every bundle resolved."""

    __slots__ = ("_kin", "_pins", "_primality", "_scanned", "_store", "_wanted", "stems")

    def __init__(self, store: Store, bundles: Iterable[Bundle], scanned: tuple[str, ...]) -> None:
        self._store = store
        self.stems = pairs.Stems(store)
        self._scanned = tuple(f"{folder}/" if folder else "" for folder in scanned)
        self._pins = frozenset(part.declared.spki_sha256 for bundle in bundles for part in bundle.parts()) - {""}
        self._primality: Primality | None = None
        self._kin: dict[Identity, _Kin] = {}
        self._wanted = Wanted()

    def of(
        self, file: File, policies: tuple[Policy, ...], *, named: bool, of_file: tuple[str, ...] = ()
    ) -> Iterator[Subject]:
        """Every subject of the private keys in a file, ``named`` by a manifest or not, in its circumstances."""
        place = of_file if file.source.tls else (*of_file, "embedded")
        using, testing = self._wanted.by(policies, KeyUse), self._wanted.by(policies, RsaKey)
        for key in file.keys:
            identity = key.identity
            if identity is None or key.public is None:
                yield Subject(key, policies, place)
                continue
            kin = self._of_one_key(identity)
            circumstances = kin.roles + place
            yield Subject(key, policies, circumstances)
            if using:
                yield Subject(self._use(key, key.public, kin, file, named=named), using, circumstances)
            if testing and key.public.modulus:
                yield Subject(RsaKey(key, key.public, self._tested()), testing, circumstances)

    def _tested(self) -> Primality:
        if self._primality is None:
            from pemlint.crypto import Primality

            files = (file for file in self._store.files.values() if file.holds(PrivateKey))
            publics = (key.public for file in files for key in file.keys)
            self._primality = Primality(filter(None, publics))
        return self._primality

    def _of_one_key(self, identity: Identity) -> _Kin:
        """What belongs to a key, which may lie in thousands of files."""
        kin = self._kin.get(identity)
        if kin is None:
            holders = self._store.holders
            authorities = tuple(islice(holders.authorities(identity), _MAX_HOLDERS))
            kin = _Kin(pairs.roles(holders.roles(identity)), holders.is_public(identity), authorities)
            self._kin[identity] = kin
        return kin

    def _use(self, key: PrivateKey, public: PublicKeyInfo, kin: _Kin, file: File, *, named: bool) -> KeyUse:
        claimed = named or not self._pins.isdisjoint(public.pins) or pairs.is_claimed(file, self.stems)
        return KeyUse(key, kin.held, kin.authorities, claimed, self._in_scanned(key.place.source))

    def wants_public_keys(self, policies: Iterable[Policy]) -> bool:
        """Whether a rule judges public keys under any of the policies."""
        return bool(self._wanted.by(distinct(policies), PublicKeyUse))

    def of_public_key(self, identity: Identity, policies: Callable[[str], tuple[Policy, ...]]) -> Iterator[Subject]:
        """A public key once for each set of policies that judge it; ``policies`` gives those of a path."""
        groups: dict[tuple[int, ...], tuple[tuple[Policy, ...], list[Holder]]] = {}
        for holder in islice(self._store.holders.of(identity), _MAX_HOLDERS):
            judging = self._wanted.by(policies(holder.place.source.repo_path), PublicKeyUse)
            if judging:
                groups.setdefault(tuple(map(id, judging)), (judging, []))[1].append(holder)
        for judging, some in groups.values():
            use = self._public_use(some)
            if use is not None:
                yield Subject(use, judging)

    def _public_use(self, holders: list[Holder]) -> PublicKeyUse | None:
        public = next(filter(None, map(pairs.public_key, holders)), None)
        if public is None:
            return None
        ordered = sorted(holders, key=lambda holder: not isinstance(holder, PrivateKey))
        scanned = any(self._in_scanned(holder.place.source) for holder in holders)
        return PublicKeyUse(public, tuple(ordered), scanned)

    def _in_scanned(self, source: Source) -> bool:
        """Whether a file lies in a folder that was looked through."""
        path = source.repo_path
        return source.target and any(
            path.startswith(folder) if folder else not path.startswith("../") for folder in self._scanned
        )
