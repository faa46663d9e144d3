"""Files that are made for each other by their names: ``a.crt``, ``a.key``; ``a-cert.pem``, ``a-key.pem``.

What follows from the files of one name is worked out once, so that a folder full of them costs no more than its size.
"""

from __future__ import annotations

from pemlint.material import PrivateKey
from pemlint.once import once
from pemlint.roles import end_entities
from pemlint.store import nearest_first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Final, TypeVar

    from pemlint.material import Certificate, Identity
    from pemlint.store import File, Store

    _Item = TypeVar("_Item", Certificate, PrivateKey)

__all__ = ["Stem", "Stems", "identities", "leaf_der", "nearest"]


#: extensions of files with private keys, certificates and requests
_KEYS: Final = ("key", "pem", "p8")
_CERTIFICATES: Final = ("crt", "pem", "cer", "cert")
_REQUESTS: Final = ("csr", "req")

#: holders of one key among which the nearest is looked for
_MOST_HOLDERS: Final = 256
#: files with keys that are tried for a file of requests that has certificates too
_MOST_PARTNERS: Final = 64


class Stem:
    """The files of one folder and stem, in their order."""

    def __init__(self, files: Sequence[File]) -> None:
        self._files = files

    def _called(self, extensions: tuple[str, ...]) -> tuple[File, ...]:
        return tuple(file for file in self._files if file.name.rpartition(".")[2].lower() in extensions)

    @once
    def key_files(self) -> tuple[File, ...]:
        """Those with private keys and no certificates."""
        return tuple(file for file in self._called(_KEYS) if file.keys and not file.certificates)

    @once
    def first_keys(self) -> dict[Identity, PrivateKey]:
        """The first usable key of each of these, in their order."""
        found: dict[Identity, PrivateKey] = {}
        for file in self.key_files:
            key = next((key for key in file.keys if key.identity), None)
            if key is not None and key.identity is not None:
                found.setdefault(key.identity, key)
        return found

    @once
    def key_order(self) -> dict[Identity, int]:
        """The place of each of these keys."""
        return {identity: at for at, identity in enumerate(self.first_keys)}

    def is_first(self, file: File) -> bool:
        """Whether it is the first file of the name with its first leaf."""
        path = file.source.repo_path
        return self._one_has_certificates or self._first_with_leaf.get(leaf_der(file), path) == path

    @once
    def _one_has_certificates(self) -> bool:
        return sum(bool(file.certificates) for file in self._files) == 1

    @once
    def _first_with_leaf(self) -> dict[bytes, str]:
        """For the DER of each first leaf, empty where there is none, the path of the first file that has it."""
        found: dict[bytes, str] = {}
        for file in self._files:
            found.setdefault(leaf_der(file), file.source.repo_path)
        return found

    @once
    def claims(self) -> bool:
        """Whether certificates or requests stand in one of them."""
        return any(file.certificates or file.requests for file in self._called((*_CERTIFICATES, *_REQUESTS)))

    @once
    def _certified(self) -> tuple[bool, frozenset[Identity | None]]:
        """Whether there are certificates, and the public keys in them."""
        found = [one.identity for file in self._called(_CERTIFICATES) for one in file.certificates]
        return bool(found), frozenset(found)

    def is_strange(self, file: File, other: File) -> bool:
        """Whether certificates stand beside the requests in ``file`` and the keys in ``other``, none of these keys."""
        there, known = self._certified
        beside = {one.identity for each in (file, other) for one in each.certificates}
        return (there or bool(beside)) and not any(
            key.identity in known or key.identity in beside for key in other.keys if key.identity
        )

    @once
    def _partners(self) -> tuple[File, ...]:
        """The first files with keys for requests without certificates; one of them may be the file of the requests."""
        found: list[File] = []
        for other in self._called(_KEYS):
            if identities(other) and not self.is_strange(other, other):
                found.append(other)
                if len(found) == 2:
                    break
        return tuple(found)

    def partner(self, file: File) -> File | None:
        """The file whose keys should have made the requests in ``file``: another one of the name."""
        if not file.certificates:
            return next((other for other in self._partners if other is not file), None)
        others = [other for other in self._called(_KEYS) if other is not file and identities(other)]
        return next((other for other in others[:_MOST_PARTNERS] if not self.is_strange(file, other)), None)


class Stems:
    """The stems of a store, each put together at the first question."""

    __slots__ = ("_known", "_with_keys", "store")

    def __init__(self, store: Store) -> None:
        self.store = store
        self._known: dict[tuple[str, str], Stem] = {}
        #: by folder, the stems of its files with private keys
        self._with_keys: dict[str, frozenset[str]] = {}

    def has_keys(self, file: File) -> bool:
        """Whether there are private keys in a file of its folder and stem."""
        stems = self._with_keys.get(file.folder)
        if stems is None:
            found = [one.stem for one in self.store.in_folder(file.folder) if one.holds(PrivateKey)]
            stems = self._with_keys[file.folder] = frozenset(found)
        return file.stem in stems

    def of(self, file: File) -> Stem:
        """The files of a file's folder and stem, itself included."""
        name = file.folder, file.stem
        if name not in self._known:
            self._known[name] = Stem(self.store.of_one_stem(file))
        return self._known[name]


def leaf_der(file: File) -> bytes:
    """DER of the first leaf of a file without keys; empty where there is none."""
    leaves = () if file.keys else end_entities(file.certificates)
    return leaves[0].der if leaves else b""


def identities(file: File) -> dict[Identity, PrivateKey]:
    """The usable keys of a file, each once."""
    found: dict[Identity, PrivateKey] = {}
    for key in file.keys:
        if key.identity:
            found.setdefault(key.identity, key)
    return found


def nearest(items: Iterable[_Item], to: Certificate | PrivateKey) -> tuple[_Item, ...]:
    """The first of many holders of one key, those near to another item before the others."""
    return nearest_first(_first(items), to)


def _first(items: Iterable[_Item]) -> Iterator[_Item]:
    for count, item in enumerate(items):
        if count == _MOST_HOLDERS:
            return
        yield item
