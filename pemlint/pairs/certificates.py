"""Which private key belongs to which certificate: by public key, across the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint import x509
from pemlint.pairs.stems import KEYS, same_stem
from pemlint.record import NamedTuple
from pemlint.roles import end_entities
from pemlint.store import nearest_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pemlint.bundles import Bundle, Part
    from pemlint.manifests import Declared
    from pemlint.material import Certificate, PrivateKey
    from pemlint.store import File, Store

__all__ = ["KeyPairing", "in_bundle", "in_tree"]


class KeyPairing(NamedTuple):
    """A key and the certificate that it should belong to: one file, one manifest or one name puts them together."""

    #: ``bundle``, ``same-file`` or ``same-stem``
    origin: str
    certificate: Certificate
    #: None where the manifest pins the public key instead
    key: PrivateKey | None
    #: the part of the manifest that says so
    declared: Declared | None
    matches: bool
    #: the certificates that the key does belong to
    owners: tuple[Certificate, ...] = ()
    #: the keys that the certificate does belong to
    right_keys: tuple[PrivateKey, ...] = ()
    bundle: Bundle | None = None


def in_bundle(bundle: Bundle, store: Store) -> Iterator[KeyPairing]:
    """The pairs that a manifest declares: the server's and each client's."""
    leaf = bundle.leaf
    if leaf is not None:
        yield from _declared(leaf, bundle.private_key, bundle, store)
    for client in bundle.clients:
        if client.leaf is not None:
            yield from _declared(client.leaf, client.private_key, bundle, store)


def _declared(certificate: Certificate, part: Part | None, bundle: Bundle, store: Store) -> Iterator[KeyPairing]:
    if part is None or certificate.identity is None:
        return
    pinned = part.declared.spki_sha256
    if pinned:
        public = certificate.x509.public_key
        matches = not isinstance(public, x509.Problem) and pinned in public.pins
        owners = () if matches else store.with_public_key(pinned)
        yield KeyPairing("bundle", certificate, None, part.declared, matches, owners, bundle=bundle)
        return
    keys = part.keys
    if keys:
        # of several keys in a file servers take the first
        yield _pair("bundle", certificate, keys[0], store)._replace(declared=part.declared, bundle=bundle)


def in_tree(file: File, store: Store) -> Iterator[KeyPairing]:
    """The pairs that stand in one file, or in two files of one stem (``a.crt``, ``a.key``)."""
    if file.certificates and file.keys:
        yield from _in_file(file, store)
    elif file.certificates:
        others = [other for other in same_stem(file, store, KEYS) if other.keys and not other.certificates]
        # files called nothing but "cert" and "key" belong together where there is only one key
        if others and (file.stem or len(others) == 1) and not _said_before(file, store):
            yield from _between(file, others, store)


def _in_file(file: File, store: Store) -> Iterator[KeyPairing]:
    """Each usable key of the file against the certificates beside it: one of them should be its own.

    A single key is that of the leaf: with the key of a CA behind it no server starts.
    """
    certificates = [certificate for certificate in file.certificates if certificate.identity]
    keys = [key for key in file.keys if key.identity]
    leaves = end_entities(certificates)
    for key in keys if certificates else ():
        candidates = leaves if len(keys) == 1 else certificates
        own = next((one for one in candidates if one.identity == key.identity), leaves[0])
        yield _pair("same-file", own, key, store)


def _between(file: File, others: Sequence[File], store: Store) -> Iterator[KeyPairing]:
    """The leaf of a file and the first key of a file that is called alike; of several such files, its own."""
    leaves = end_entities([one for one in file.certificates if one.identity])
    firsts = (next((key for key in other.keys if key.identity), None) for other in others)
    keys = [key for key in firsts if key is not None]
    if leaves and keys:
        pairs = ((leaf, key) for key in keys for leaf in leaves if leaf.identity == key.identity)
        leaf, key = next(pairs, (leaves[0], keys[0]))
        yield _pair("same-stem", leaf, key, store)


def _said_before(file: File, store: Store) -> bool:
    """Whether an earlier file of the name has the same leaf, as ``cert.pem`` beside ``fullchain.pem``."""
    first = next((one for one in store.of_one_stem(file) if _leaf_key(one) == _leaf_key(file)), file)
    return first.source.repo_path != file.source.repo_path


def _leaf_key(file: File) -> bytes:
    """DER of the first leaf of a file without keys; empty where there is none."""
    leaves = () if file.keys else end_entities(file.certificates)
    return leaves[0].der if leaves else b""


def _pair(origin: str, certificate: Certificate, key: PrivateKey, store: Store) -> KeyPairing:
    matches = key.identity == certificate.identity
    return KeyPairing(
        origin,
        certificate,
        key,
        None,
        matches,
        () if matches else nearest_first(store.holders.certificates(key.identity), key),
        () if matches else nearest_first(store.holders.keys(certificate.identity), certificate),
    )
