"""Certificates, requests and revocation lists for the differential test: one for each thing that can be odd."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, x448, x25519
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.builder import der, keys
from tests.unit import x509_skeleton as skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME: Final = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Example CA")])
_MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)
_CURVES: Final = (
    ec.SECP192R1,
    ec.SECP224R1,
    ec.SECP256R1,
    ec.SECP384R1,
    ec.SECP521R1,
    ec.SECP256K1,
    ec.BrainpoolP256R1,
    ec.BrainpoolP384R1,
    ec.BrainpoolP512R1,
)
_USAGES: Final = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
_GENERAL_NAMES: Final = (
    x509.DNSName("*.example.com"),
    x509.DNSName("xn--bcher-kva.example"),
    x509.RFC822Name("info@example.com"),
    x509.UniformResourceIdentifier("https://example.com/ca?x=1"),
    x509.IPAddress(ipaddress.ip_address("10.0.0.7")),
    x509.IPAddress(ipaddress.ip_address("2001:db8::1")),
    x509.IPAddress(ipaddress.ip_address("::")),
    x509.IPAddress(ipaddress.ip_address("::ffff:10.0.0.7")),
    x509.IPAddress(ipaddress.ip_address("1:0:0:2:0:0:0:3")),
    x509.DirectoryName(_NAME),
    x509.RegisteredID(x509.ObjectIdentifier("1.2.3.4")),
    x509.OtherName(x509.ObjectIdentifier("1.3.6.1.4.1.311.20.2.3"), der.utf8("user@example.com")),
)


def _policies() -> x509.CertificatePolicies:
    notice = x509.UserNotice(x509.NoticeReference("Example", [1, 2]), "notice")
    return x509.CertificatePolicies(
        [x509.PolicyInformation(x509.ObjectIdentifier("2.5.29.32.0"), ["https://example.com/cps", notice])],
    )


def _extensions() -> Iterator[tuple[str, x509.ExtensionType]]:
    names, identifier = list(_GENERAL_NAMES), b"\x01" * 20
    for usage in _USAGES:
        # the last two have a meaning only beside key agreement
        wanted = {name: name in {usage, "key_agreement"} for name in _USAGES}
        yield f"key usage {usage}", x509.KeyUsage(**wanted)
    yield "constraints of a CA", x509.BasicConstraints(ca=True, path_length=None)
    yield "constraints of a CA with a path", x509.BasicConstraints(ca=True, path_length=300)
    yield "constraints of a leaf", x509.BasicConstraints(ca=False, path_length=None)
    yield "purposes", x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, x509.ObjectIdentifier("1.2.840.1.99999")])
    yield "alternative names", x509.SubjectAlternativeName(names)
    yield "issuer's alternative names", x509.IssuerAlternativeName(names)
    yield "subject key identifier", x509.SubjectKeyIdentifier(identifier)
    yield "authority key identifier", x509.AuthorityKeyIdentifier(identifier, None, None)
    yield "whole authority key identifier", x509.AuthorityKeyIdentifier(identifier, names, 1 << 159)
    yield "authority by name", x509.AuthorityKeyIdentifier(None, names, 5)
    networks = [
        x509.IPAddress(ipaddress.ip_network("10.0.0.0/8")),
        x509.IPAddress(ipaddress.ip_network("0.0.0.0/0")),
        x509.IPAddress(ipaddress.ip_network("10.0.0.7/32")),
        x509.IPAddress(ipaddress.ip_network("2001:db8::/32")),
    ]
    yield "permitted", x509.NameConstraints([x509.DNSName(".example.com"), x509.DirectoryName(_NAME), *networks], None)
    yield "excluded", x509.NameConstraints(None, [x509.DNSName(""), *networks])
    yield "permitted and excluded", x509.NameConstraints([x509.RFC822Name("a@example.com")], networks)
    yield "policies", _policies()
    yield "policy constraints", x509.PolicyConstraints(0, 1)
    yield "no policy", x509.InhibitAnyPolicy(3)
    yield "no check", x509.OCSPNoCheck()
    yield "TLS feature", x509.TLSFeature([x509.TLSFeatureType.status_request])
    point = x509.DistributionPoint([x509.UniformResourceIdentifier("http://example.com/a.crl")], None, None, None)
    yield "revocation lists", x509.CRLDistributionPoints([point])
    yield "delta lists", x509.FreshestCRL([point])
    access = x509.AccessDescription(x509.ObjectIdentifier("1.3.6.1.5.5.7.48.1"), names[3])
    yield "authority information", x509.AuthorityInformationAccess([access])
    yield "subject information", x509.SubjectInformationAccess([access])
    yield "unknown extension", x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"anything")


def _build(public: Any, signer: str = "ed25519", digest: Any = None, extension: Any = None, **options: Any) -> bytes:
    builder = x509.CertificateBuilder(_NAME, _NAME, public, 4711, _MOMENT, _MOMENT.replace(year=2036))
    if extension is not None:
        builder = builder.add_extension(extension, critical=False)
        builder = builder.add_extension(
            x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.6"), b""), critical=True
        )
    return builder.sign(keys.key(signer), digest, **options).public_bytes(Encoding.DER)


def _built() -> Iterator[tuple[str, bytes]]:
    public = keys.key("ed25519").public_key()
    for name in ("server", "rsa-1024", "rsa-4096", "p256", "p384", "p521", "ed25519", "ed448", "dsa-2048"):
        yield f"key {name}", _build(keys.key(name).public_key())
    for curve in _CURVES:
        yield f"curve {curve.name}", _build(ec.derive_private_key(4711, curve()).public_key())
    yield "key X25519", _build(x25519.X25519PrivateKey.from_private_bytes(b"\x05" * 32).public_key())
    yield "key X448", _build(x448.X448PrivateKey.from_private_bytes(b"\x05" * 56).public_key())
    for digest in (hashes.SHA224(), hashes.SHA256(), hashes.SHA384(), hashes.SHA512(), hashes.SHA3_256()):
        yield f"RSA {digest.name}", _build(public, "server", digest)
        yield f"ECDSA {digest.name}", _build(public, "p256", digest)
        pss = padding.PSS(padding.MGF1(digest), digest.digest_size)
        if digest.name != "sha3-256":
            yield f"PSS {digest.name}", _build(public, "server", digest, rsa_padding=pss)
    yield "DSA", _build(public, "dsa-2048", hashes.SHA256())
    yield "Ed448", _build(public, "ed448")
    for name, extension in _extensions():
        yield name, _build(public, extension=extension)


_ODD_TEXT: Final = {
    "teletex": der.tlv(0x14, b"Example"),
    "teletex that is UTF-8": der.tlv(0x14, "Müller".encode()),
    "BMP": der.bmp("Müller"),
    "BMP with a surrogate pair": der.bmp("\U0001f512"),
    "universal": der.tlv(0x1C, "Müller".encode("utf-32-be")),
    "numeric": der.tlv(0x12, b"4711"),
    "visible": der.tlv(0x1A, b"Example"),
    "UTF-8": der.utf8('Zürich 東京 a,b+c="d"\\<e>;#'),
    "white space": der.utf8("  Example   CA "),
    "empty": der.utf8(""),
    "a NUL": der.utf8("www.example.com\0.example.org"),
    "bit string": der.bit_string(b"\x01\xe0", 5),
    "long": der.utf8("x" * 300),
    "invalid UTF-8": der.tlv(0x0C, b"M\xfcller"),
    "odd BMP": der.tlv(0x1E, b"abc"),
}


def _handmade() -> Iterator[tuple[str, bytes]]:
    make = skeleton.certificate
    for name, text in _ODD_TEXT.items():
        yield f"name with {name}", make(subject=der.sequence(skeleton.rdn("2.5.4.3", text)))
    pair = skeleton.attribute("2.5.4.3", der.utf8("a")), skeleton.attribute("2.5.4.10", der.utf8("b"))
    yield "multi-valued name", make(subject=der.sequence(der.set_of(*pair), der.set_of(pair[0])))
    yield "unknown attribute", make(subject=der.sequence(skeleton.rdn("2.999.1", der.utf8("a"))))
    yield "empty subject", make(subject=der.sequence())
    yield "empty relative name", make(subject=der.sequence(der.set_of()))
    yield "attribute that is no string", make(subject=der.sequence(skeleton.rdn("2.5.4.3", der.integer(1))))
    yield "version 1", make(version=b"", extensions=b"")
    yield "version 1 written out", make(version=der.explicit(0, der.integer(0)), extensions=b"")
    yield "version 2", make(version=der.explicit(0, der.integer(1)), extensions=b"")
    unique = der.implicit(1, b"\0a") + der.implicit(2, b"\0b")
    yield "unique identifiers", make(extensions=unique + skeleton.EXTENSIONS)
    for serial in (0, -1, -(1 << 70), 127, 128, (1 << 159) - 1, 1 << 159, 1 << 1000):
        yield (
            f"serial of {serial.bit_length()} bits, {'negative' if serial < 0 else 'positive'}",
            make(
                serial=der.integer(serial),
            ),
        )
    for year in (1950, 1969, 1999, 2000, 2049, 2050, 2106, 9999):
        moment = datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)
        yield f"until {year}", make(validity=der.sequence(der.time(moment.replace(month=1)), der.time(moment)))
    early = der.tlv(0x18, b"20260101000000Z")
    yield "GeneralizedTime before 2050", make(validity=der.sequence(early, der.time(skeleton.NOT_AFTER)))
    yield "GeneralizedTime before 1950", make(validity=der.sequence(der.tlv(0x18, b"00010101000000Z"), early))
    for name, parameters in (("NULL", der.null()), ("none", b""), ("a number", der.integer(5))):
        algorithm = der.sequence(der.oid("1.2.840.113549.1.1.11"), parameters)
        yield f"algorithm parameters {name}", make(algorithm=algorithm, outer_algorithm=algorithm)
    numbers = keys.key("p256").public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    curve = der.sequence(der.oid("1.2.840.10045.2.1"), der.oid("1.2.840.10045.3.1.7"))
    yield "compressed point", make(public_key=der.sequence(curve, der.bit_string(numbers)))
    ip = der.sequence(der.implicit(7, bytes(5)), der.implicit(7, bytes(16)))
    yield "address of five bytes", make(extensions=skeleton.extensions(skeleton.extension("2.5.29.17", ip)))
    yield "no extension in the list", make(extensions=skeleton.extensions())
    twice = skeleton.extension("1.2.3", b"")
    yield "extension twice", make(extensions=skeleton.extensions(twice, twice))
    usage = skeleton.extension("2.5.29.15", der.bit_string(b"\x06\x00", 0))
    yield "irregular key usage", make(extensions=skeleton.extensions(usage))


def certificates() -> Iterator[tuple[str, bytes]]:
    """Name and DER of every sample certificate."""
    yield from _built()
    yield from _handmade()
