"""The certificate revocation list (RFC 5280 5.1)."""

from __future__ import annotations

from datetime import datetime

from pemlint.der import Problem
from pemlint.x509.extensions import Extension
from pemlint.x509.keys import AlgorithmIdentifier
from pemlint.x509.names import Name

__all__ = ["RevocationList", "revocation_list"]

_UNREAD = Problem("not read", 0)


class RevocationList:
    """A revocation list as far as it can be read; equal to another one by its DER."""

    der: bytes
    tbs: bytes | Problem = _UNREAD
    version: int | Problem = _UNREAD
    inner_algorithm: AlgorithmIdentifier | Problem = _UNREAD
    issuer: Name | Problem = _UNREAD
    this_update: datetime | Problem = _UNREAD
    next_update: datetime | Problem | None = None
    revoked_count: int | Problem = _UNREAD
    extensions: tuple[Extension, ...] | Problem = _UNREAD
    signature_algorithm: AlgorithmIdentifier | Problem = _UNREAD
    signature: bytes | Problem = _UNREAD
    trailing: int = 0
    irregularities: tuple[Problem, ...] = ()

    def __init__(self, der: bytes) -> None:
        self.der = der

    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """Field name and reason for every field that could not be read."""
        return ()


def revocation_list(der: bytes) -> RevocationList:
    """Read a revocation list. Total: any bytes give an object."""
    return RevocationList(der)
