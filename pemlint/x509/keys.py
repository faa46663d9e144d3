"""Algorithm identifiers and public keys (RFC 5280 4.1.1.2 and 4.1.2.7, RFC 3279, 4055, 5480, 8410)."""

from __future__ import annotations

from typing import NamedTuple

from pemlint import der
from pemlint.der import DerError, Element, Problem, Reader
from pemlint.x509 import oids

__all__ = ["AlgorithmIdentifier", "PublicKeyInfo", "public_key_info", "read_algorithm", "read_public_key"]


class AlgorithmIdentifier(NamedTuple):
    """An algorithm and the whole DER of its parameters, None where there are none."""

    der: bytes
    oid: str
    parameters: bytes | None

    @property
    def name(self) -> str:
        """The standard name of a signature algorithm, as ``sha256WithRSAEncryption``, else the OID."""
        known = oids.SIGNATURES.get(self.oid)
        return known.name if known else self.oid

    @property
    def hash_name(self) -> str:
        """The hash of a signature algorithm, as ``SHA-256``; empty where it has none of its own or it is unknown."""
        if self.oid == oids.RSA_PSS:
            return _pss_hash(self.parameters)
        known = oids.SIGNATURES.get(self.oid)
        return known.hash_name if known else ""

    @property
    def key_kind(self) -> str:
        """The kind of key that makes such signatures: ``RSA``, ``EC``, ``Ed25519``, ``ML-DSA`` …; empty when unknown."""
        known = oids.SIGNATURES.get(self.oid)
        return known.key_kind if known else ""


class PublicKeyInfo(NamedTuple):
    """A SubjectPublicKeyInfo. What does not apply to the kind of key is 0 or empty."""

    der: bytes
    algorithm: AlgorithmIdentifier
    #: content of the BIT STRING
    key: bytes
    #: ``RSA``, ``RSA-PSS``, ``EC``, ``Ed25519``, ``DSA``, ``ML-DSA-65`` …, else the dotted OID
    kind: str
    #: of the modulus, the prime or the field; 0 when unknown
    bits: int
    #: ``P-256`` …, ``explicit`` for explicit parameters, else the dotted OID
    curve: str
    modulus: int
    exponent: int

    @property
    def label(self) -> str:
        """What platforms call such a key: ``RSA 2048``, ``EC P-256``, ``Ed25519``."""
        detail = self.curve or (str(self.bits) if self.bits else "")
        return f"{self.kind} {detail}".rstrip()

    @property
    def sha256(self) -> str:
        """SHA-256 (hex) of the DER: the name of the key in pins, ignores and manifests."""
        from hashlib import sha256

        return sha256(self.der).hexdigest()


def public_key_info(data: bytes) -> PublicKeyInfo | Problem:
    """Read the DER of a SubjectPublicKeyInfo, or say why it cannot be read."""
    reader = Reader(data, oids.KNOWN)
    try:
        return read_public_key(reader, reader.single(0, len(data), der.SEQUENCE))
    except DerError as error:
        return error.problem


def read_algorithm(reader: Reader, element: Element) -> AlgorithmIdentifier:
    """Read an AlgorithmIdentifier. Raises DerError."""
    parts = reader.children(element)
    if not 1 <= len(parts) <= 2:
        raise DerError(f"an algorithm has {len(parts)} parts instead of an OID and parameters", element[1])
    parameters = reader.encoded(parts[1]) if len(parts) == 2 else None
    return AlgorithmIdentifier(reader.encoded(element), reader.oid(parts[0]), parameters)


def read_public_key(reader: Reader, element: Element) -> PublicKeyInfo:
    """Read a SubjectPublicKeyInfo. Raises DerError."""
    raise DerError("not read", element[1])


def _pss_hash(parameters: bytes | None) -> str:
    return ""
