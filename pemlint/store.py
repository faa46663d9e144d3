"""All material of a run, found by what it is: by file, by DER, by public key, by subject."""

from __future__ import annotations

from itertools import islice

from pemlint import x509
from pemlint.authorities import Authorities, Authority, here, key_identifier, path_of, sha256
from pemlint.crypto import Verdict
from pemlint.file import File
from pemlint.holders import Holders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from pemlint.authorities import Known
    from pemlint.crypto import Verifier
    from pemlint.effort import Effort, Everything, Signed
    from pemlint.material import Certificate, CertificateRequest, Identity, PrivateKey, RevocationList

    _Item = TypeVar("_Item", Certificate, PrivateKey)


__all__ = ["Authorities", "Authority", "File", "Links", "Store"]


#: keys of one name that are tried for one link; real trees have a handful, hostile ones thousands
_MAX_KEYS = 128


class Store:
    """What was read, each index put together at the first question."""

    __slots__ = ("_authorities", "_by_folder", "_folders", "_holders", "_places", "_stems", "files")

    def __init__(self, files: Iterable[File]) -> None:
        self.files: dict[str, File] = {file.source.repo_path: file for file in files}
        self._authorities: Authorities | None = None
        self._holders: Holders | None = None
        self._stems: dict[str, dict[str, list[File]]] = {}
        self._by_folder: dict[str, list[File]] | None = None
        self._folders: dict[tuple[str, bytes | Identity | None], list[File]] | None = None
        self._places: dict[str, list[Known]] | None = None

    def of_one_stem(self, file: File) -> Sequence[File]:
        """The files of a file's folder and stem, itself included."""
        stems = self._stems.get(file.folder)
        if stems is None:
            stems = self._stems[file.folder] = {}
            for one in self.in_folder(file.folder):
                if not one.empty:
                    stems.setdefault(one.stem, []).append(one)
        return stems.get(file.stem, ())

    def files_in(self, folder: str, held: bytes | Identity | None) -> Sequence[File]:
        """The files of a folder that hold a certificate, known by its DER, or a private key, known by its identity."""
        if self._folders is None:
            self._folders = {}
            for one in self.files.values():
                for what in {*(each.der for each in one.certificates), *(key.identity for key in one.keys)}:
                    self._folders.setdefault((one.folder, what), []).append(one)
        return self._folders.get((folder, held), ()) if held is not None else ()

    @property
    def authorities(self) -> Authorities:
        """The CAs among the certificates."""
        if self._authorities is None:
            self._authorities = Authorities(self.every_certificate())
        return self._authorities

    def candidates(self, child: Certificate | RevocationList) -> Iterator[Authority]:
        """The CAs that the name of its issuer may mean; see Authorities."""
        return self.authorities.candidates(child)

    @property
    def holders(self) -> Holders:
        """Who holds which public key."""
        if self._holders is None:
            self._holders = Holders(self.files.values())
        return self._holders

    def certificates(self) -> Iterator[Certificate]:
        """Every certificate at every place, in the order of the files."""
        for file in self.files.values():
            yield from file.certificates

    def every_certificate(self) -> Iterator[Known]:
        """The same, those that another process has told of as such."""
        for file in self.files.values():
            if file.remote is None:
                yield from file.certificates
            else:
                yield from (one for one in file.remote if one.kind == "Certificate")

    def in_folder(self, folder: str) -> Sequence[File]:
        """The files of a folder."""
        if self._by_folder is None:
            self._by_folder = {}
            for one in self.files.values():
                self._by_folder.setdefault(one.folder, []).append(one)
        return self._by_folder.get(folder, ())

    def keys(self) -> Iterator[PrivateKey]:
        """Every private key at every place."""
        for file in self.files.values():
            yield from file.keys

    def with_public_key(self, spki_sha256: str) -> tuple[Certificate, ...]:
        """The certificates that hold this public key."""
        return self.holders.certificates(self.holders.identity(spki_sha256))

    def nearest(self, certificate: Certificate, to: Certificate) -> Certificate:
        """Of the places where a certificate stands, the one that shares most folders with another's."""
        path = to.place.source.repo_path
        return here(max(self._standing(certificate), key=lambda one: shared_folders(path_of(one), path)))

    def places(self, certificate: Certificate) -> Sequence[Certificate]:
        """Every place where a certificate stands."""
        return tuple(map(here, self._standing(certificate)))

    def _standing(self, certificate: Certificate) -> Sequence[Known]:
        if self._places is None:
            self._places = {}
            for one in self.every_certificate():
                self._places.setdefault(sha256(one), []).append(one)
        return self._places.get(certificate.sha256, (certificate,))

    def keys_with(self, spki_sha256: str) -> tuple[PrivateKey, ...]:
        """The private keys that belong to this public key."""
        return self.holders.keys(self.holders.identity(spki_sha256))


class Links:
    """Who signed whom. Each link is verified once, whoever asks, where the run can afford it; see ``Effort``."""

    __slots__ = ("_effort", "_of_effort", "_verdicts", "_verifier", "refused")

    def __init__(self, signed: Everything = tuple, outside: Callable[[], Iterable[Certificate]] = tuple) -> None:
        self._of_effort = signed, outside
        self._effort: Effort | None = None
        self._verifier: Verifier | None = None
        #: by the identity of the child and of the issuer's key, which are kept for that: most questions come again
        self._verdicts: dict[tuple[int, int], tuple[str, object, object]] = {}
        #: by its DER, whose signature was not verified, as the run cannot afford it; whoever wants to know empties it
        self.refused: dict[bytes, Signed] = {}

    def verdict(self, child: Certificate | RevocationList, issuer: Certificate) -> str:
        """Whether ``issuer``'s key made ``child``'s signature, as a ``crypto.Verdict``."""
        key = issuer.x509.public_key
        question = id(child.x509), id(key)
        known = self._verdicts.get(question)
        if known is None:
            if not self.affords(child, issuer):
                return Verdict.UNSUPPORTED
            known = self._verdicts[question] = self._verify(child.x509, key), child.x509, key
        return known[0]

    def _verify(self, child: x509.Certificate | x509.RevocationList, key: x509.PublicKeyInfo | x509.Problem) -> str:
        tbs, signature, algorithm = child.tbs, child.signature, child.signature_algorithm
        if (
            isinstance(tbs, x509.Problem)
            or isinstance(signature, x509.Problem)
            or isinstance(algorithm, x509.Problem)
            or isinstance(key, x509.Problem)
        ):
            return Verdict.UNSUPPORTED
        if self._verifier is None:
            from pemlint import crypto

            self._verifier = crypto.Verifier()
        return self._verifier.verify(tbs, signature, algorithm, key)

    def affords(self, child: Signed, holder: Certificate | CertificateRequest) -> bool:
        """Whether the run can afford to verify a signature with a holder's key; noted where it cannot."""
        key = holder.x509.public_key
        if isinstance(key, x509.Problem) or key.curve == "P-256" or (key.exponent == 65537 and key.bits <= 4096):
            return True  # as nearly all are
        affordable = self._effort_of_run().affords(child, key)
        if not affordable:
            self.refused[child.der] = child
        return affordable

    def _effort_of_run(self) -> Effort:
        if self._effort is None:
            from pemlint.effort import Effort

            self._effort = Effort(*self._of_effort)
        return self._effort

    def signed(self, child: Certificate | RevocationList, issuer: Certificate) -> bool:
        """Whether the link is proved."""
        return self.verdict(child, issuer) == Verdict.VALID

    def self_signed(self, certificate: Certificate) -> bool:
        """Whether the certificate is signed by its own key, under its own name."""
        return certificate.x509.self_issued and self.signed(certificate, certificate)

    def authority(self, child: Certificate | RevocationList, candidates: Iterable[Authority]) -> Authority | None:
        """The one of the candidates whose key made the signature.

        The work is bounded for a link, a name and the run; a key that the child names is tried first, and always.
        """
        wanted = key_identifier(child)
        misses, free = 0, True
        for candidate in islice(candidates, _MAX_KEYS):
            named = free and wanted in candidate.identifiers
            if not named and misses and misses >= self._effort_of_run().allowance(child):
                break
            if self.signed(child, next(iter(candidate))):
                return candidate
            # an identifier is that of one key: others that bear it too are like those that do not
            free = free and not named
            misses += not named
        return None

    def tries_all(self, child: Certificate | RevocationList, candidates: Iterable[Authority]) -> bool:
        """Whether ``authority`` looks at every candidate; otherwise nobody knows that none of them signed."""
        wanted = key_identifier(child)
        some = list(islice(candidates, _MAX_KEYS + 1))
        unnamed = len(some) - any(wanted in candidate.identifiers for candidate in some)
        return len(some) <= _MAX_KEYS and (unnamed <= 1 or unnamed <= self._effort_of_run().allowance(child))


def shared_folders(path: str, other: str) -> int:
    """How many folders from the root two paths have in common."""
    count = 0
    for one, two in zip(path.split("/")[:-1], other.split("/")[:-1], strict=False):
        if one != two:
            break
        count += 1
    return count


def nearest_first(items: Iterable[_Item], to: Certificate | PrivateKey) -> tuple[_Item, ...]:
    """Those that stand near another item first, otherwise in their own order."""
    path = to.place.source.repo_path
    return tuple(sorted(items, key=lambda item: -shared_folders(item.place.source.repo_path, path)))


def same_key_identifier(child: Certificate, issuer: Certificate) -> bool:
    """Whether the child's authority key identifier is the issuer's subject key identifier, both being there."""
    wanted = key_identifier(child)
    return wanted is not None and wanted == issuer.x509.subject_key_identifier
