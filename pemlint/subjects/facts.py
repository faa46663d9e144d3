"""What is known of the whole tree, for whoever builds subjects from it."""

from __future__ import annotations

from pemlint import x509
from pemlint.authorities import key_identifier
from pemlint.crypto import Verdict
from pemlint.material import Certificate, CertificateRequest, RevocationList
from pemlint.record import NamedTuple
from pemlint.roles import file_role
from pemlint.store import Links, shared_folders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from pemlint.chains import Elsewhere
    from pemlint.effort import Signed
    from pemlint.file import Remote
    from pemlint.store import File, Store

__all__ = ["Facts", "lone_leaves", "signed"]

_SIGNED = (Certificate, CertificateRequest, RevocationList)


class Facts(NamedTuple):
    """Everything that was read, who signed whom, and where else to look."""

    store: Store
    links: Links
    elsewhere: Elsewhere
    #: the moment for which chains are built (aware, UTC); None: any
    now: datetime | None = None

    def damaged_self_signature(self, certificate: Certificate) -> bool:
        """Whether it names itself as its issuer, and neither its own key nor another one of that name signed it."""
        if not certificate.x509.self_issued:
            return False
        authority = key_identifier(certificate)
        if authority is not None and authority != certificate.x509.subject_key_identifier:
            return False
        if self.links.verdict(certificate, certificate) != Verdict.INVALID:
            return False
        if not self.links.tries_all(certificate, self.store.authorities.candidates(certificate)):
            self.links.refused[certificate.der] = certificate
            return False
        return self.links.authority(certificate, self.store.authorities.candidates(certificate)) is None

    def unproved(self, revocation_list: RevocationList) -> Certificate | None:
        """The nearest CA of the name of a list's issuer, where none of that name signed it, as far as is known.

        Nor is there one where it lies in another folder and the list does not name its key: many a CA is called "CA".
        """
        issuer = revocation_list.x509.issuer
        if isinstance(issuer, x509.Problem) or issuer.empty:
            return None
        candidates = list(self.store.authorities.candidates(revocation_list))
        if not candidates:
            return None
        if not self.links.tries_all(revocation_list, candidates):
            self.links.refused[revocation_list.der] = revocation_list
            return None
        first = (next(iter(candidate)) for candidate in candidates)
        if any(self.links.verdict(revocation_list, authority) != Verdict.INVALID for authority in first):
            return None
        path, wanted = revocation_list.place.source.repo_path, key_identifier(revocation_list)
        known = [one for one in candidates if wanted in one.identifiers] or candidates
        holders = (place for candidate in known for authority in candidate for place in self.store.places(authority))
        nearest = min(holders, key=lambda one: _distance(one.place.source.repo_path, path))
        meant = known is not candidates or _folder(nearest.place.source.repo_path) == _folder(path)
        return nearest if meant else None


def signed(store: Store) -> Iterator[Signed | Remote]:
    """All that bears a signature, in the order of the files, without reading any for that."""
    kinds = {kind.__name__ for kind in _SIGNED}
    for file in store.files.values():
        if file.remote is None:
            yield from (one for one in file.materials if isinstance(one, _SIGNED))
        else:
            yield from (one for one in file.remote if one.kind in kinds)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _distance(path: str, other: str) -> tuple[bool, bool, int]:
    """What orders paths by how near they stand to another one: the file itself, its folder, those that share most."""
    return path != other, _folder(path) != _folder(other), -shared_folders(path, other)


def lone_leaves(files: Iterable[File]) -> dict[bytes, list[Certificate]]:
    """The leaves that stand alone in their file, by their issuer."""
    leaves: dict[bytes, list[Certificate]] = {}
    for file in files:
        if file_role(file.certificates) == "leaf":
            leaf = file.certificates[0]
            if isinstance(leaf.x509.issuer, x509.Name):
                leaves.setdefault(leaf.x509.issuer.key, []).append(leaf)
    return leaves
