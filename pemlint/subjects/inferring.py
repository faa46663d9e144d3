"""Bundles that nobody has declared: a server certificate, with the chain and the key that belong to it."""

from __future__ import annotations

from pemlint.bundles import Bundle, resolve
from pemlint.manifests import Declaration, Declared, Mark
from pemlint.roles import SERVERS, end_entities, file_role

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pemlint.material import Certificate
    from pemlint.store import File, Store
    from pemlint.subjects.facts import Facts
    from pemlint.subjects.uses import Uses

__all__ = ["inferred"]


def inferred(facts: Facts, uses: Uses) -> Iterator[Bundle]:
    """A bundle for each file among the targets with a server certificate that no manifest names.

    Its chain is a file of CAs in the same folder, one of which signed it; its key any file with that key, else the key
    is taken to be elsewhere.
    """
    store = facts.store
    for file in store.files.values():
        source = file.source
        if not (source.target and source.tls) or uses.of(source.repo_path):
            continue
        if file_role(file.certificates) not in {"leaf", "served-chain"}:
            continue
        leaf = end_entities(file.certificates)[0]
        if leaf.x509.role not in SERVERS:
            continue
        chain = None if len(file.certificates) > 1 else _chain(leaf, file, facts)
        declaration = Declaration(
            name=file.name,
            mark=Mark(),
            certificate=_declared("certificate", file),
            chain=_declared("chain", chain) if chain else None,
            private_key=_key(leaf, file, store),
        )
        yield resolve(source, declaration, store.files.get, lambda _path: ("missing", ""))


def _declared(key: str, file: File) -> Declared:
    return Declared(key, file.source.repo_path, Mark())


def _chain(leaf: Certificate, file: File, facts: Facts) -> File | None:
    """A file of CAs beside the certificate, one of which signed it."""
    if leaf.x509.self_issued:
        return None
    store = facts.store
    holders = facts.links.authority(leaf, store.authorities.candidates(leaf)) or ()
    beside = (other for holder in holders for other in store.files_in(file.folder, holder.der) if other is not file)
    return min(
        (other for other in beside if file_role(other.certificates) in {"ca", "ca-chain"}),
        key=_unlike(file),
        default=None,
    )


def _key(leaf: Certificate, file: File, store: Store) -> Declared | None:
    """Where the key of the certificate is: in its own file, in another one, or elsewhere."""
    beside = store.files_in(file.folder, leaf.identity)
    held = store.holders.keys(leaf.identity) if leaf.identity else ()
    if beside:
        path = (file if file in beside else min(beside, key=_unlike(file))).source.repo_path
    else:
        path = held[0].place.source.repo_path if held else ""
    return Declared("private-key", path, Mark(), "" if path else leaf.spki_sha256)


def _unlike(file: File) -> Callable[[File], bool]:
    """Whether another file has another number at the end of its name: ``chain2.pem`` goes with ``cert2.pem``."""
    return lambda other: _number(other.stem) != _number(file.stem)


def _number(stem: str) -> str:
    return stem[len(stem.rstrip("0123456789")) :]
