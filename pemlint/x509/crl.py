"""The certificate revocation list (RFC 5280 5.1): every field a value or the reason why it cannot be read."""

from __future__ import annotations

from pemlint.der import GENERALIZED_TIME, INTEGER, SEQUENCE, UTC_TIME, Problem
from pemlint.x509.keys import read_algorithm
from pemlint.x509.names import read_name
from pemlint.x509.signed import Parts, Signed, read_version
from pemlint.x509.times import read_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from pemlint.der import Element, Reader
    from pemlint.x509.keys import AlgorithmIdentifier
    from pemlint.x509.names import Name

__all__ = ["RevocationList", "revocation_list"]


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

    #: as people count: 1 (left out in the encoding) or 2; of an unknown one the encoded number and one
    version: int | Problem
    #: the signature algorithm inside the signed bytes
    inner_algorithm: AlgorithmIdentifier | Problem
    issuer: Name | Problem
    #: aware, in UTC
    this_update: datetime | Problem
    #: None when it is absent
    next_update: datetime | Problem | None
    #: how many certificates it revokes; the entries are not looked into
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
        if parts.peek() == SEQUENCE or parts.cut:
            self.revoked_count = parts.read(_count, "list of revoked certificates")
        self._read_extensions(parts, 0xA0)


def _count(reader: Reader, element: Element) -> int:
    return len(reader.children(element))


def revocation_list(der: bytes) -> RevocationList:
    """Read a revocation list. Total: any bytes give an object."""
    return RevocationList(der)
