"""The certificate (RFC 5280 4.1): every field a value or the reason why it cannot be read."""

from __future__ import annotations

from datetime import datetime

from pemlint.der import Problem
from pemlint.x509.extensions import AuthorityKeyIdentifier, BasicConstraints, Extension, GeneralName, NameConstraints
from pemlint.x509.keys import AlgorithmIdentifier, PublicKeyInfo
from pemlint.x509.names import Name

__all__ = ["Certificate", "certificate"]

_UNREAD = Problem("not read", 0)


class Certificate:
    """A certificate as far as it can be read; equal to another one by its DER."""

    der: bytes
    tbs: bytes | Problem = _UNREAD
    version: int | Problem = _UNREAD
    serial_number: int | Problem = _UNREAD
    inner_algorithm: AlgorithmIdentifier | Problem = _UNREAD
    issuer: Name | Problem = _UNREAD
    not_before: datetime | Problem = _UNREAD
    not_after: datetime | Problem = _UNREAD
    subject: Name | Problem = _UNREAD
    public_key: PublicKeyInfo | Problem = _UNREAD
    extensions: tuple[Extension, ...] | Problem = _UNREAD
    signature_algorithm: AlgorithmIdentifier | Problem = _UNREAD
    signature: bytes | Problem = _UNREAD
    trailing: int = 0
    irregularities: tuple[Problem, ...] = ()
    basic_constraints: BasicConstraints | Problem | None = None
    key_usage: frozenset[str] | Problem | None = None
    extended_key_usage: tuple[str, ...] | Problem | None = None
    subject_alternative_names: tuple[GeneralName, ...] | Problem | None = None
    subject_key_identifier: bytes | Problem | None = None
    authority_key_identifier: AuthorityKeyIdentifier | Problem | None = None
    name_constraints: NameConstraints | Problem | None = None

    def __init__(self, der: bytes) -> None:
        self.der = der

    def extension(self, oid: str) -> Extension | None:
        """The first extension with this OID."""
        return None

    @property
    def is_ca(self) -> bool:
        """Version 3 with basicConstraints that say CA."""
        return False

    @property
    def self_issued(self) -> bool:
        """Issuer and subject are the same name."""
        return False

    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """Field name and reason for every field, typed extensions included, that could not be read."""
        return ()


def certificate(der: bytes) -> Certificate:
    """Read a certificate. Total: any bytes give an object."""
    return Certificate(der)
