"""The certificate revocation list (RFC 5280 5.1): every field a value or the reason why it cannot be read."""

from __future__ import annotations

from pemlint.der import GENERALIZED_TIME, INTEGER, SEQUENCE, UTC_TIME, DerError, Problem
from pemlint.once import once
from pemlint.record import NamedTuple
from pemlint.x509 import oids
from pemlint.x509.extensions import AuthorityKeyIdentifier, read_authority_key_identifier
from pemlint.x509.keys import read_algorithm
from pemlint.x509.names import read_name
from pemlint.x509.signed import Parts, Signed, read_version
from pemlint.x509.times import read_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from pemlint.der import Element, Reader
    from pemlint.x509.keys import AlgorithmIdentifier
    from pemlint.x509.names import Name

__all__ = ["RevocationList", "Revoked", "revocation_list"]

#: tags in IssuingDistributionPoint (RFC 5280 5.2.5)
_ONLY_USERS = 0x81
_ONLY_AUTHORITIES = 0x82


class Revoked(NamedTuple):
    """One entry: the serial number of a certificate, and the OIDs of the extensions of the entry."""

    serial: int
    extensions: tuple[str, ...]


class RevocationList(Signed):
    """A revocation list as far as it can be read; equal to another one by its DER."""

    _KIND = "revocation list"
    _FIELDS = (
        "tbs",
        "version",
        "inner_algorithm",
        "issuer",
        "this_update",
        "next_update",
        "revoked_count",
        "extensions",
        "signature_algorithm",
        "signature",
    )
    _TYPED = ("authority_key_identifier", "covers")

    #: as people count: 1 (left out in the encoding) or 2; of an unknown one the encoded number and one
    version: int | Problem
    #: the signature algorithm inside the signed bytes
    inner_algorithm: AlgorithmIdentifier | Problem
    issuer: Name | Problem
    #: aware, in UTC
    this_update: datetime | Problem
    #: None when it is absent
    next_update: datetime | Problem | None
    #: how many certificates it revokes
    revoked_count: int | Problem

    def _read(self, parts: Parts) -> None:
        self.version = parts.read(read_version, "version") if parts.peek() in {INTEGER, -1} else 1
        self.inner_algorithm = parts.read(read_algorithm, "signature algorithm")
        self.issuer = parts.read(read_name, "issuer")
        self.this_update = parts.read(read_time, "thisUpdate")
        self.next_update = None
        if parts.peek() in {UTC_TIME, GENERALIZED_TIME} or parts.cut:
            self.next_update = parts.read(read_time, "nextUpdate")
        self.revoked_count = 0
        self._entries: Element | None = None
        if parts.peek() == SEQUENCE or parts.cut:
            self.revoked_count = parts.read(self._count, "list of revoked certificates")
        self._read_extensions(parts, 0xA0)

    def _count(self, reader: Reader, element: Element) -> int:
        count = len(reader.children(element))
        self._entries = element
        return count

    def revoked(self) -> Iterator[Revoked]:
        """The entries that can be read, in their order: read anew each time, as there may be millions."""
        reader = self._reader
        for entry in reader.children(self._entries) if self._entries else ():
            try:
                parts = reader.children(entry)
                serial = reader.integer(parts[0])
                extensions = reader.children(parts[2]) if len(parts) > 2 else ()
                yield Revoked(serial, tuple(reader.oid(reader.children(one)[0]) for one in extensions))
            except (DerError, IndexError):
                continue

    @once
    def authority_key_identifier(self) -> AuthorityKeyIdentifier | Problem | None:
        """Which key of the issuer signed it."""
        return self._typed(oids.AUTHORITY_KEY_IDENTIFIER, read_authority_key_identifier)

    @once
    def covers(self) -> str | Problem | None:
        """``users`` or ``authorities`` when it says that it has only their certificates; else empty, or None."""
        return self._typed(oids.ISSUING_DISTRIBUTION_POINT, _read_coverage)


def _read_coverage(reader: Reader, element: Element) -> str:
    """What IssuingDistributionPoint limits the list to (RFC 5280 5.2.5). Raises DerError."""
    for part in reader.children(element):
        if part[0] in {_ONLY_USERS, _ONLY_AUTHORITIES} and reader.boolean(part, part[0]):
            return "users" if part[0] == _ONLY_USERS else "authorities"
    return ""


def revocation_list(der: bytes) -> RevocationList:
    """Read a revocation list. Total: any bytes give an object."""
    return RevocationList(der)
