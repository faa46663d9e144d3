"""Files that another process of the run reads, and what it tells of them: enough to find out who concerns whom.

Each process reads and judges its own share of the files. What it has to know of the others, they tell it; where that
is not enough, it reads such a file itself.
"""

from __future__ import annotations

import marshal
from hashlib import sha256

from pemlint import x509
from pemlint.file import File, Remote
from pemlint.material import Certificate, CertificateRequest, RevocationList
from pemlint.once import once, roomy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pemlint.material import Material
    from pemlint.model import Source
    from pemlint.pem import Document

__all__ = ["RemoteFile", "learn", "tell"]


@roomy
class RemoteFile(File):
    """A file of which is known what another process has told; it is read when somebody asks for more."""

    remote: tuple[Remote, ...]

    def __init__(self, source: Source, read: Callable[[Source], File]) -> None:
        self.source = source
        self._read = read
        self.remote = ()

    @once
    def _here(self) -> File:
        return self._read(self.source)

    if not TYPE_CHECKING:

        @once
        def document(self) -> Document:
            """As in every file."""
            return self._here.document

        @once
        def materials(self) -> tuple[Material, ...]:
            """As in every file."""
            return self._here.materials

    @property
    def empty(self) -> bool:
        """Whether it holds nothing."""
        return not self.remote

    def holds(self, kind: type) -> bool:
        """Whether it holds something of a kind."""
        return any(one.kind == kind.__name__ for one in self.remote)


def tell(files: Iterable[File]) -> bytes:
    """What there is to know of some files, for ``learn`` in another process of this run."""
    # copies of a certificate have been read once, and are told by one object
    known: dict[int, tuple[object, ...]] = {}

    def told(item: Material) -> tuple[object, ...]:
        if not isinstance(item, Certificate):
            return _told(item)
        found = known.get(id(item.x509))
        if found is None:
            found = known[id(item.x509)] = _told_of_certificate(item)
        return found

    return marshal.dumps([list(map(told, file.materials)) for file in files])


def _told_of_certificate(item: Certificate) -> tuple[object, ...]:
    certificate = item.x509
    digest = sha256(item.der).digest()
    return "Certificate", item.identity, digest, certificate.role, _der(certificate.subject), _der(certificate.issuer)


def _told(item: Material) -> tuple[object, ...]:
    identity = getattr(item, "identity", None)
    if isinstance(item, RevocationList):
        return "RevocationList", None, sha256(item.der).digest(), "", b"", _der(item.x509.issuer)
    if isinstance(item, CertificateRequest):
        return "CertificateRequest", identity, sha256(item.der).digest()
    return type(item).__name__, identity


def _der(name: x509.Name | x509.Problem) -> bytes:
    return name.der if isinstance(name, x509.Name) else b""


def learn(files: Sequence[RemoteFile], told: bytes) -> None:
    """Note what was told of the same files in the same order. Of bytes from elsewhere nothing is promised."""
    for file, things in zip(files, marshal.loads(told), strict=True):  # noqa: S302 - written by a process of this run
        file.remote = tuple([Remote(file, at, *thing) for at, thing in enumerate(things)])
