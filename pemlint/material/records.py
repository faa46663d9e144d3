"""What a file can hold. Each record knows its place; none of them shows the bytes of a key."""

from __future__ import annotations

from pemlint.der import Problem
from pemlint.model import Location, Span
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from pemlint import x509
    from pemlint.model import Source
    from pemlint.pem import Document, PemBlock

__all__ = [
    "UNREAD",
    "Certificate",
    "CertificateRequest",
    "Container",
    "Foreign",
    "Identity",
    "Material",
    "Parameters",
    "Pkcs7",
    "Place",
    "PrivateKey",
    "PublicKey",
    "RevocationList",
    "Unreadable",
]


#: why a private key behind very many others is not read
UNREAD = "the file holds more private keys than there is time to read"

#: what two keys have in common when they are the same key
Identity: TypeAlias = tuple[str, bytes | int, bytes | int]


class Place(NamedTuple):
    """Where something was found."""

    source: Source
    document: Document
    #: None in a binary file
    block: PemBlock | None
    #: from 1, among the blocks of the file
    ordinal: int

    def location(self) -> Location:
        """The BEGIN boundary alone; the first line of a binary file."""
        if self.block is None:
            return Location(self.source.path)
        start, end = self.block.span
        codec = self.document.encoding if self.document.encoding.startswith("utf-16") else "utf-8"
        boundary = f"-----BEGIN {self.block.label}-----".encode(codec, "replace")
        data = self.source.data
        if data.startswith(boundary, start):
            end = start + len(boundary)
        else:
            # an END without its BEGIN, or text on the line
            ends = [at for at in (data.find(mark, start, end) for mark in (b"\n", b"\r")) if at >= 0]
            end = min(ends, default=end)
        return self.document.location(self.source.path, Span(start, end))

    def __repr__(self) -> str:
        return f"Place({self.source.path!r}, block {self.ordinal})"


class Certificate(NamedTuple):
    """A certificate, however broken its fields are."""

    place: Place
    #: the certificate alone, without what follows it in the block
    der: bytes
    x509: x509.Certificate

    @property
    def sha256(self) -> str:
        """SHA-256 (hex) of ``der``."""
        return self.x509.sha256

    @property
    def spki_sha256(self) -> str:
        """SHA-256 (hex) of the SubjectPublicKeyInfo; empty when that cannot be read."""
        key = self.x509.public_key
        return "" if isinstance(key, Problem) else key.sha256

    @property
    def identity(self) -> Identity | None:
        """Its public key, however it is written; None when it cannot be read."""
        key = self.x509.public_key
        return None if isinstance(key, Problem) else key.identity


class PrivateKey(NamedTuple):
    """A private key. It holds nothing but its public key; ``place`` leads to the bytes of the file."""

    place: Place
    #: ``PKCS#8``, ``PKCS#1``, ``SEC1``, ``DSA`` (the form of OpenSSL); empty when it is none of them
    format: str
    #: how it is encrypted: ``PKCS#8``, ``legacy`` (RFC 1421), or empty
    encryption: str
    #: None when it is encrypted or cannot be read
    public: x509.PublicKeyInfo | None
    #: why it cannot be used, to stand after a colon; empty if it can, or is only encrypted
    reason: str
    #: SHA-256 (hex) of the SubjectPublicKeyInfo; empty when there is none
    spki_sha256: str
    #: the ``reason`` is only that pemlint does not know this kind of key: it may well be sound
    unsupported: bool = False
    #: the ``reason`` is that its parts contradict each other
    inconsistent: bool = False

    @property
    def identity(self) -> Identity | None:
        """The key itself, however it is written; None when it cannot be used."""
        return None if self.public is None or self.inconsistent else self.public.identity


class PublicKey(NamedTuple):
    """A public key outside of a certificate."""

    place: Place
    #: the SubjectPublicKeyInfo, also where the file has a bare RSAPublicKey
    der: bytes
    public: x509.PublicKeyInfo
    spki_sha256: str

    @property
    def identity(self) -> Identity:
        """The key itself, however it is written."""
        return self.public.identity


class CertificateRequest(NamedTuple):
    """A certification request, however broken its fields are."""

    place: Place
    der: bytes
    x509: x509.CertificateRequest

    @property
    def identity(self) -> Identity | None:
        """Its public key, however it is written; None when it cannot be read."""
        key = self.x509.public_key
        return None if isinstance(key, Problem) else key.identity

    @property
    def spki_sha256(self) -> str:
        """SHA-256 (hex) of the SubjectPublicKeyInfo; empty when that cannot be read."""
        key = self.x509.public_key
        return "" if isinstance(key, Problem) else key.sha256


class RevocationList(NamedTuple):
    """A certificate revocation list, however broken its fields are."""

    place: Place
    der: bytes
    x509: x509.RevocationList


class Parameters(NamedTuple):
    """Parameters of a key: ``kind`` is ``EC``, ``DH``, ``X9.42 DH`` or ``DSA``."""

    place: Place
    der: bytes
    kind: str


class Pkcs7(NamedTuple):
    """A PKCS#7 or CMS message; ``certificates`` are those that SignedData carries (RFC 5652 5.1), as DER."""

    place: Place
    der: bytes
    certificates: tuple[bytes, ...]


class Container(NamedTuple):
    """A binary file. What a DER file holds is given beside it.

    ``kind`` is ``DER certificate``, ``DER private key``, ``DER public key``, ``DER certificate request``,
    ``DER certificate revocation list``, ``PKCS#7``, ``PKCS#12``, ``JKS`` or ``JCEKS``.
    """

    place: Place
    kind: str


class Unreadable(NamedTuple):
    """What stands in a block and cannot be read: other contents than the label says, or bytes after the structure."""

    place: Place
    label: str
    #: to stand after a colon, without key material
    reason: str
    #: in the DER of the block
    offset: int


class Foreign(NamedTuple):
    """A block that is no business of TLS (OPENSSH, PGP, SSH2 …): counted, never judged."""

    place: Place
    label: str


Material: TypeAlias = (
    Certificate
    | PrivateKey
    | PublicKey
    | CertificateRequest
    | RevocationList
    | Parameters
    | Pkcs7
    | Container
    | Unreadable
    | Foreign
)
