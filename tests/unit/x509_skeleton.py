"""Certificates, requests and revocation lists put together from the DER of their parts, to break one of them."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.builder import der, keys

NOT_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
NOT_AFTER = datetime(2027, 1, 1, tzinfo=UTC)
VERSION_3 = der.explicit(0, der.integer(2))
ED25519 = der.sequence(der.oid("1.3.101.112"))
VALIDITY = der.sequence(der.time(NOT_BEFORE), der.time(NOT_AFTER))
SPKI = keys.spki("ed25519")
SPKI_WITHOUT_NULL = der.sequence(
    der.sequence(der.oid("1.2.840.113549.1.1.1")),
    der.bit_string(der.sequence(der.integer(1 << 1023), der.integer(3))),
)
SIGNATURE = der.bit_string(bytes(range(64)))


def attribute(oid: str, value: bytes) -> bytes:
    """One attribute of a name; ``value`` is DER."""
    return der.sequence(der.oid(oid), value)


def rdn(oid: str, value: bytes) -> bytes:
    """A relative name of one attribute."""
    return der.set_of(attribute(oid, value))


ISSUER = der.sequence(rdn("2.5.4.10", der.utf8("Example")), rdn("2.5.4.3", der.utf8("Example CA")))
SUBJECT = der.sequence(rdn("2.5.4.6", der.printable("DE")), rdn("2.5.4.3", der.utf8("server.example.com")))


def extension(oid: str, value: bytes, critical: bytes = b"") -> bytes:
    """One extension; ``critical`` is the DER of its BOOLEAN, or nothing."""
    return der.sequence(der.oid(oid), critical, der.octet_string(value))


def extensions(*items: bytes) -> bytes:
    """The field of a certificate that holds extensions."""
    return der.explicit(3, der.sequence(*items))


EXTENSIONS = extensions(
    extension("2.5.29.19", der.sequence(der.boolean(True), der.integer(1)), der.boolean(True)),
    extension("2.5.29.15", der.named_bits({5, 6}), der.boolean(True)),
    extension("2.5.29.17", der.sequence(der.implicit(2, b"server.example.com"))),
    extension("2.5.29.14", der.octet_string(b"key")),
)


def certificate(
    *,
    version: bytes = VERSION_3,
    serial: bytes = der.integer(4711),
    algorithm: bytes = ED25519,
    issuer: bytes = ISSUER,
    validity: bytes = VALIDITY,
    subject: bytes = SUBJECT,
    public_key: bytes = SPKI,
    extensions: bytes = EXTENSIONS,
    outer_algorithm: bytes = ED25519,
    signature: bytes = SIGNATURE,
) -> bytes:
    """A certificate of these parts."""
    tbs = der.sequence(version, serial, algorithm, issuer, validity, subject, public_key, extensions)
    return der.sequence(tbs, outer_algorithm, signature)


def request(
    *,
    version: bytes = der.integer(0),
    subject: bytes = SUBJECT,
    public_key: bytes = SPKI,
    attributes: bytes = der.explicit(0),
    outer_algorithm: bytes = ED25519,
    signature: bytes = SIGNATURE,
) -> bytes:
    """A certification request of these parts."""
    return der.sequence(der.sequence(version, subject, public_key, attributes), outer_algorithm, signature)


def revocation_list(
    *,
    version: bytes = der.integer(1),
    algorithm: bytes = ED25519,
    issuer: bytes = ISSUER,
    this_update: bytes = der.time(NOT_BEFORE),
    next_update: bytes = der.time(NOT_AFTER),
    revoked: bytes = b"",
    extensions: bytes = b"",
    outer_algorithm: bytes = ED25519,
    signature: bytes = SIGNATURE,
) -> bytes:
    """A revocation list of these parts."""
    tbs = der.sequence(version, algorithm, issuer, this_update, next_update, revoked, extensions)
    return der.sequence(tbs, outer_algorithm, signature)
