"""A file and what it holds, whether this process has read it or another one has told of it."""

from __future__ import annotations

from pemlint.material import Certificate, CertificateRequest, PrivateKey, RevocationList
from pemlint.once import once, roomy
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pemlint.material import Identity, Material
    from pemlint.model import Source
    from pemlint.pem import Document

__all__ = ["File", "Remote"]

#: words of a file name that say what kind of thing it is, and not what it is for
_KIND_WORDS = frozenset(
    {"cer", "cert", "certificate", "crt", "csr", "der", "fullchain"}
    | {"key", "p8", "pem", "private", "privkey", "req", "request"}
)
#: what wraps a line of PEM in other languages: white space, quotes, joints, comment marks
_WRAPPING = b" \t\r\n\"'`+,\\|>#/*;"
#: more than this between two blocks is something of its own
_MAX_WRAPPING = 256


class Remote(NamedTuple):
    """A thing in a file that this process has not read, by what another one has told of it."""

    file: File
    #: among what the file holds, from 0
    at: int
    #: the name of its class
    kind: str
    #: the public key, of what holds one
    identity: Identity | None = None
    #: of its DER, where it bears a signature
    sha256: bytes = b""
    #: of a certificate: what it is for, and the DER of the names in it, empty where they cannot be read; the issuer of
    #: a revocation list too
    role: str = ""
    subject: bytes = b""
    issuer: bytes = b""

    @property
    def thing(self) -> Any:
        """The thing itself, for which the file is read."""
        return self.file.materials[self.at]


@roomy
class File:
    """A file and what it holds, in the order in which it stands there."""

    #: what is known of all that is in it, where another process reads the file
    remote: tuple[Remote, ...] | None = None

    def __init__(self, source: Source, document: Document, materials: tuple[Material, ...]) -> None:
        self.source = source
        self.document = document
        self.materials = materials

    def __repr__(self) -> str:
        return f"File({self.source.path!r})"

    @property
    def empty(self) -> bool:
        """Whether it holds nothing."""
        return not self.materials

    def holds(self, kind: type) -> bool:
        """Whether it holds something of a kind."""
        return kind in map(type, self.materials)

    @once
    def certificates(self) -> tuple[Certificate, ...]:
        """Its certificates, unreadable fields included."""
        return tuple([item for item in self.materials if isinstance(item, Certificate)])

    @once
    def keys(self) -> tuple[PrivateKey, ...]:
        """Its private keys, encrypted and unreadable ones included."""
        return tuple([item for item in self.materials if isinstance(item, PrivateKey)])

    @once
    def requests(self) -> tuple[CertificateRequest, ...]:
        """Its certification requests, unreadable fields included."""
        return tuple(item for item in self.materials if isinstance(item, CertificateRequest))

    @once
    def revocation_lists(self) -> tuple[RevocationList, ...]:
        """Its revocation lists, unreadable fields included."""
        return tuple(item for item in self.materials if isinstance(item, RevocationList))

    @once
    def flawless(self) -> bool:
        """Strict readers take its text, and it holds blocks of certificates and keys alone, which all can be read."""
        return bool(self.document.blocks) and self.document.readable and all(map(_sound, self.materials))

    @once
    def folder(self) -> str:
        """The folder that it stands in, from the repository root."""
        return self.source.repo_path.rpartition("/")[0]

    @once
    def name(self) -> str:
        """Its name in that folder."""
        return self.source.repo_path.rpartition("/")[2]

    @once
    def stem(self) -> str:
        """Its name without what only says that it is a certificate or a key: ``server`` of ``server-key.pem``."""
        words = self.name.lower().replace("-", ".").replace("_", ".").split(".")
        while words and words[-1] in _KIND_WORDS:
            words.pop()
        return ".".join(words)

    @once
    def groups(self) -> tuple[File, ...]:
        """What stands together: the whole of a TLS file; elsewhere each run of blocks with nothing in between.

        The fields of a Secret or the constants of a program are separate things, in whatever order they stand.
        """
        if self.source.tls or len(self.materials) <= 1:
            return (self,)
        groups: list[list[Material]] = []
        end = -1
        for item in self.materials:
            block = item.place.block
            if block is None or not groups or not _nothing_between(self.source.data[end : block.span.start]):
                groups.append([])
            groups[-1].append(item)
            end = block.span.end if block else -1
        return tuple(File(self.source, self.document, tuple(group)) for group in groups)


def _sound(item: Material) -> bool:
    if isinstance(item, Certificate):
        return not item.x509.problems()
    return isinstance(item, PrivateKey) and not item.reason


def _nothing_between(text: bytes) -> bool:
    """Whether a text holds nothing but the wrapping of lines, escaped line ends included."""
    if len(text) > _MAX_WRAPPING:
        return False
    return not text.replace(b"\\n", b"").replace(b"\\r", b"").strip(_WRAPPING)
