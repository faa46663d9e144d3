"""Certificates like real ones, made quickly and always the same."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from typing import Final, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from benchmarks.trees.keys import EC, Key, key

_CA_YEARS: Final = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC))
_LEAF_DAYS: Final = (datetime(2026, 4, 15, tzinfo=UTC), datetime(2026, 10, 15, tzinfo=UTC))


class Certificate(NamedTuple):
    """A certificate as text, and what is needed to issue the next one with it."""

    #: one block, with its final newline
    pem: bytes
    name: x509.Name
    algorithm: str
    #: number of its key within the algorithm
    number: int


@cache
def pem_key(algorithm: str, number: int) -> bytes:
    """A private key as an unencrypted PKCS#8 block."""
    return key(algorithm, number).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@cache
def _identifier(algorithm: str, number: int) -> x509.SubjectKeyIdentifier:
    return x509.SubjectKeyIdentifier.from_public_key(key(algorithm, number).public_key())


def _serial(label: str) -> int:
    return int.from_bytes(hashlib.sha256(label.encode()).digest()[:16]) >> 1 | 1 << 120


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "DE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Example Works"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def authority(
    name: str,
    algorithm: str,
    number: int,
    issuer: Certificate | None = None,
    *,
    path_length: int | None = None,
    identifiers: bool = True,
) -> Certificate:
    """A CA certificate with the key of that number; self-signed without an issuer."""
    subject = _name(name)
    builder = _begin(subject, algorithm, number, issuer, _CA_YEARS, f"ca {name} {algorithm} {number}")
    if identifiers:
        builder = _identified(builder, algorithm, number, issuer)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
    builder = builder.add_extension(_usage(ca=True), critical=True)
    return _sign(builder, subject, algorithm, number, issuer)


def leaf(
    name: str, algorithm: str, number: int, issuer: Certificate, label: str = "", *, identifiers: bool = True
) -> Certificate:
    """A server certificate for the host of that name; the label makes it another one with equal contents."""
    subject = _name(name)
    builder = _begin(subject, algorithm, number, issuer, _LEAF_DAYS, f"leaf {name} {algorithm} {number} {label}")
    if identifiers:
        builder = _identified(builder, algorithm, number, issuer)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(ca=False), critical=True)
    usages = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
    builder = builder.add_extension(x509.ExtendedKeyUsage(usages), critical=False)
    hosts = [x509.DNSName(name), x509.DNSName(f"www.{name}")]
    builder = builder.add_extension(x509.SubjectAlternativeName(hosts), critical=False)
    return _sign(builder, subject, algorithm, number, issuer)


def _begin(
    subject: x509.Name,
    algorithm: str,
    number: int,
    issuer: Certificate | None,
    validity: tuple[datetime, datetime],
    label: str,
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer.name if issuer else subject)
    builder = builder.serial_number(_serial(label)).not_valid_before(validity[0]).not_valid_after(validity[1])
    return builder.public_key(key(algorithm, number).public_key())


def _identified(
    builder: x509.CertificateBuilder, algorithm: str, number: int, issuer: Certificate | None
) -> x509.CertificateBuilder:
    """With the identifiers of both keys."""
    upper = _identifier(issuer.algorithm, issuer.number) if issuer else _identifier(algorithm, number)
    builder = builder.add_extension(_identifier(algorithm, number), critical=False)
    known = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(upper)
    return builder.add_extension(known, critical=False)


@cache
def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _sign(
    builder: x509.CertificateBuilder, subject: x509.Name, algorithm: str, number: int, issuer: Certificate | None
) -> Certificate:
    signer: Key = key(issuer.algorithm, issuer.number) if issuer else key(algorithm, number)
    deterministic = True if (issuer.algorithm if issuer else algorithm) == EC else None
    signed = builder.sign(signer, hashes.SHA256(), ecdsa_deterministic=deterministic)
    return Certificate(signed.public_bytes(Encoding.PEM), subject, algorithm, number)
