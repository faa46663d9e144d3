"""The certification request (RFC 2986)."""

from __future__ import annotations

from pemlint.der import Problem
from pemlint.x509.extensions import Extension, GeneralName
from pemlint.x509.keys import AlgorithmIdentifier, PublicKeyInfo
from pemlint.x509.names import Name

__all__ = ["CertificateRequest", "request"]

_UNREAD = Problem("not read", 0)


class CertificateRequest:
    """A certification request as far as it can be read; equal to another one by its DER."""

    der: bytes
    tbs: bytes | Problem = _UNREAD
    version: int | Problem = _UNREAD
    subject: Name | Problem = _UNREAD
    public_key: PublicKeyInfo | Problem = _UNREAD
    attributes: tuple[tuple[str, tuple[bytes, ...]], ...] | Problem = _UNREAD
    extensions: tuple[Extension, ...] | Problem = _UNREAD
    signature_algorithm: AlgorithmIdentifier | Problem = _UNREAD
    signature: bytes | Problem = _UNREAD
    trailing: int = 0
    irregularities: tuple[Problem, ...] = ()
    subject_alternative_names: tuple[GeneralName, ...] | Problem | None = None

    def __init__(self, der: bytes) -> None:
        self.der = der

    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """Field name and reason for every field that could not be read."""
        return ()


def request(der: bytes) -> CertificateRequest:
    """Read a certification request. Total: any bytes give an object."""
    return CertificateRequest(der)
