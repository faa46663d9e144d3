"""Which private key belongs to which certificate: by public key, across the tree."""

from __future__ import annotations

from pemlint import x509
from pemlint.pairs.stems import nearest
from pemlint.record import NamedTuple
from pemlint.roles import end_entities

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pemlint.bundles import Bundle, Part
    from pemlint.manifests import Declared
    from pemlint.material import Certificate, Identity, PrivateKey
    from pemlint.pairs.stems import Stem, Stems
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


def in_tree(file: File, stems: Stems) -> Iterable[KeyPairing]:
    """The pairs that stand in one file, or in two files of one stem (``a.crt``, ``a.key``)."""
    if file.keys:
        return _in_file(file, stems.store)
    if file.certificates and stems.has_keys(file):
        stem = stems.of(file)
        # files called nothing but "cert" and "key" belong together where there is only one key
        if (
            (stem.key_files if file.stem else len(stem.key_files) == 1)
            # otherwise it is said of that file already, as of cert.pem beside fullchain.pem
            and stem.is_first(file)
        ):
            return _between(file, stem, stems.store)
    return ()


def _in_file(file: File, store: Store) -> Iterator[KeyPairing]:
    """Each usable key of the file against the certificates beside it: one of them should be its own.

    A single key is that of the leaf: with the key of a CA behind it no server starts.
    """
    certificates = [certificate for certificate in file.certificates if certificate.identity]
    keys = [key for key in file.keys if key.identity]
    if not certificates or not keys:
        return
    leaves = end_entities(certificates)
    own: dict[Identity | None, Certificate] = {}
    for candidate in leaves if len(keys) == 1 else certificates:
        own.setdefault(candidate.identity, candidate)
    for key in keys:
        yield _pair("same-file", own.get(key.identity, leaves[0]), key, store)


def _between(file: File, stem: Stem, store: Store) -> Sequence[KeyPairing]:
    """The leaf of a file and the first key of a file that is called alike; of several such files, its own."""
    leaves = end_entities([one for one in file.certificates if one.identity])
    keys = stem.first_keys
    if not leaves or not keys:
        return ()
    own = {leaf.identity: leaf for leaf in reversed(leaves) if leaf.identity in keys}
    if not own:
        return (_pair("same-stem", leaves[0], next(iter(keys.values())), store),)
    first = min(own, key=stem.key_order.__getitem__) if len(own) > 1 else next(iter(own))
    return (_pair("same-stem", own[first], keys[first], store),)


def _pair(origin: str, certificate: Certificate, key: PrivateKey, store: Store) -> KeyPairing:
    matches = key.identity == certificate.identity
    return KeyPairing(
        origin,
        certificate,
        key,
        None,
        matches,
        () if matches else nearest(store.holders.certificates(key.identity), key),
        () if matches else nearest(store.holders.keys(certificate.identity), certificate),
    )
