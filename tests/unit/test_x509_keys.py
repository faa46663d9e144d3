"""Public keys and algorithms: what kind, how strong, and why not."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pemlint import x509
from pemlint.x509 import AlgorithmIdentifier, Problem, PublicKeyInfo
from pemlint.x509.alike import usual_key
from pemlint.x509.keys import read_public_key
from pemlint.x509.usual import usual
from tests.builder import der, keys

RSA, PSS, EC = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10", "1.2.840.10045.2.1"
P256 = "1.2.840.10045.3.1.7"
PRIME = (1 << 256) - (1 << 224) + (1 << 192) + (1 << 96) - 1


def spki(oid: str, parameters: bytes, key: bytes) -> bytes:
    return der.sequence(der.sequence(der.oid(oid), parameters), der.bit_string(key))


def rsa_key(modulus: int, exponent: int = 65537) -> bytes:
    return der.sequence(der.integer(modulus), der.integer(exponent))


def read(data: bytes) -> PublicKeyInfo:
    found = x509.public_key_info(data)
    assert isinstance(found, PublicKeyInfo)
    assert found.der == data
    return found


@pytest.mark.parametrize(
    ("name", "label", "bits", "curve"),
    [
        ("server", "RSA 2048", 2048, ""),
        ("rsa-1024", "RSA 1024", 1024, ""),
        ("rsa-4096", "RSA 4096", 4096, ""),
        ("p256", "EC P-256", 256, "P-256"),
        ("p384", "EC P-384", 384, "P-384"),
        ("p521", "EC P-521", 521, "P-521"),
        ("ed25519", "Ed25519", 0, ""),
        ("ed448", "Ed448", 0, ""),
        ("dsa-2048", "DSA 2048", 2048, ""),
    ],
)
def test_kinds(name: str, label: str, bits: int, curve: str) -> None:
    found = read(keys.spki(name))
    assert (found.label, found.bits, found.curve) == (label, bits, curve)
    assert found.kind == label.partition(" ")[0]
    assert found.sha256 == hashlib.sha256(keys.spki(name)).hexdigest()
    public = keys.key(name).public_key()
    if isinstance(public, rsa.RSAPublicKey):
        assert (found.modulus, found.exponent) == (public.public_numbers().n, public.public_numbers().e)
    else:
        assert (found.modulus, found.exponent) == (0, 0)


@pytest.mark.parametrize(
    ("oid", "size", "kind"),
    [
        ("1.3.101.110", 32, "X25519"),
        ("1.3.101.111", 56, "X448"),
        ("2.16.840.1.101.3.4.3.17", 1312, "ML-DSA-44"),
        ("2.16.840.1.101.3.4.3.19", 2592, "ML-DSA-87"),
        ("2.16.840.1.101.3.4.4.2", 1184, "ML-KEM-768"),
    ],
)
def test_kinds_of_one_size(oid: str, size: int, kind: str) -> None:
    assert read(spki(oid, b"", bytes(size))).label == kind
    wrong = x509.public_key_info(spki(oid, b"", bytes(size - 1)))
    assert isinstance(wrong, Problem)
    assert wrong.reason == f"the {kind} key has {size - 1} bytes instead of {size}"


def test_other_kinds() -> None:
    assert read(spki("2.16.840.1.101.3.4.3.24", b"", bytes(64))).label == "SLH-DSA-SHA2-256s"
    assert read(spki("1.2.3.4", der.null(), b"any")).label == "1.2.3.4"
    assert read(spki(PSS, b"", rsa_key(1 << 2047))).label == "RSA-PSS 2048"
    group = der.sequence(der.integer(PRIME), der.integer(2))
    for oid in ("1.2.840.113549.1.3.1", "1.2.840.10046.2.1"):
        assert read(spki(oid, group, der.integer(5))).label == "DH 256"
    assert read(spki("1.2.840.10040.4.1", b"", der.integer(5))).label == "DSA"


@pytest.mark.parametrize(
    ("oid", "label"),
    [("1.3.132.0.10", "EC secp256k1"), ("1.3.36.3.3.2.8.1.1.7", "EC brainpoolP256r1"), ("1.2.3.4", "EC 1.2.3.4")],
)
def test_curves(oid: str, label: str) -> None:
    assert read(spki(EC, der.oid(oid), b"\x04" + bytes(64))).label == label


def test_compressed_point() -> None:
    public = keys.key("p256").public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    point = public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    assert read(spki(EC, der.oid(P256), point)).label == "EC P-256"


def test_explicit_parameters() -> None:
    field = der.sequence(der.oid("1.2.840.10045.1.1"), der.integer(PRIME))
    found = read(spki(EC, der.sequence(der.integer(1), field), b"\x04" + bytes(64)))
    assert (found.curve, found.bits, found.label) == ("explicit", 256, "EC explicit")
    binary = der.sequence(der.oid("1.2.840.10045.1.2"), der.integer(163))
    assert read(spki(EC, der.sequence(der.integer(1), binary), b"\x04" + bytes(42))).bits == 0


@pytest.mark.parametrize("exponent", [0, -3])
def test_an_exponent_that_is_none_is_read_for_a_rule_to_judge(exponent: int) -> None:
    assert read(spki(RSA, der.null(), rsa_key(5, exponent))).exponent == exponent


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "nothing is left to read"),
        (keys.spki("p256") + b"\0", "more bytes follow the SEQUENCE"),
        (keys.spki("p256")[:-1], "runs past the end"),
        (der.sequence(der.sequence(der.oid(RSA))), "1 parts instead of an algorithm and a key"),
        (spki(RSA, der.null(), b""), "nothing is left to read"),
        (spki(RSA, der.null(), b"junk"), "expected SEQUENCE, found unknown element"),
        (spki(RSA, der.null(), der.sequence(der.integer(5))), "1 numbers instead of modulus and exponent"),
        (spki(RSA, der.null(), rsa_key(5) + b"\0"), "more bytes follow the SEQUENCE"),
        (spki(RSA, der.null(), rsa_key(-5)), "not positive"),
        (spki(EC, b"", b"\x04" + bytes(64)), "does not name its curve"),
        (spki(EC, der.null(), b"\x04" + bytes(64)), "does not name its curve"),
        (spki(EC, der.sequence(), b"\x04" + bytes(64)), "have no field"),
        (spki(EC, der.oid(P256), b"\x04" + bytes(63)), "has 64 bytes where the curve P-256 has 65"),
        (spki(EC, der.oid(P256), b"\x02" + bytes(64)), "has 65 bytes where the curve P-256 has 33"),
        (spki(EC, der.oid(P256), b"\x00"), "not a point"),
        (spki(EC, der.oid(P256), b""), "not a point"),
        (spki("1.2.840.10040.4.1", der.sequence(), der.integer(5)), "parameters of the key are empty"),
        (spki("1.2.840.10040.4.1", b"", b"junk"), "expected INTEGER, found unknown element"),
        (der.sequence(der.sequence(der.oid(RSA), der.null(), der.null()), der.bit_string(b"")), "3 parts"),
    ],
)
def test_broken_keys(data: bytes, reason: str) -> None:
    found = x509.public_key_info(data)
    assert isinstance(found, Problem)
    assert reason in found.reason
    assert 0 <= found.offset <= len(data)


def algorithm(oid: str, parameters: bytes | None = None) -> AlgorithmIdentifier:
    return AlgorithmIdentifier(der.sequence(der.oid(oid), parameters or b""), oid, parameters)


@pytest.mark.parametrize(
    ("oid", "name", "hash_name", "kind"),
    [
        ("1.2.840.113549.1.1.11", "sha256WithRSAEncryption", "SHA-256", "RSA"),
        ("1.2.840.113549.1.1.4", "md5WithRSAEncryption", "MD5", "RSA"),
        ("1.2.840.10045.4.3.3", "ecdsa-with-SHA384", "SHA-384", "EC"),
        ("1.2.840.10040.4.3", "dsa-with-sha1", "SHA-1", "DSA"),
        ("1.3.101.112", "Ed25519", "", "Ed25519"),
        ("1.3.101.113", "Ed448", "", "Ed448"),
        ("2.16.840.1.101.3.4.3.18", "ML-DSA-65", "", "ML-DSA"),
        ("2.16.840.1.101.3.4.3.26", "SLH-DSA-SHAKE-128s", "", "SLH-DSA"),
        ("1.2.3.4", "1.2.3.4", "", ""),
    ],
)
def test_signature_algorithms(oid: str, name: str, hash_name: str, kind: str) -> None:
    found = algorithm(oid)
    assert (found.name, found.hash_name, found.key_kind) == (name, hash_name, kind)


@pytest.mark.parametrize(
    ("parameters", "hash_name"),
    [
        (None, "SHA-1"),
        (der.sequence(), "SHA-1"),
        (der.sequence(der.explicit(2, der.integer(20))), "SHA-1"),
        (der.sequence(der.explicit(0, der.sequence(der.oid("2.16.840.1.101.3.4.2.3"), der.null()))), "SHA-512"),
        (der.sequence(der.explicit(0, der.sequence(der.oid("1.2.3.4")))), ""),
        (der.sequence(der.explicit(0, der.null())), ""),
        (der.null(), ""),
        (b"", ""),
    ],
)
def test_hash_of_pss_is_in_its_parameters(parameters: bytes | None, hash_name: str) -> None:
    found = algorithm(PSS, parameters)
    assert (found.name, found.hash_name, found.key_kind) == ("rsassaPss", hash_name, "RSA")


@pytest.mark.parametrize("name", ["rsa-1024", "p256", "p521", "ed25519", "dsa-2048"])
def test_keys_of_a_known_pattern_are_read_as_all_others(name: str) -> None:
    seed, memo = keys.spki(name), x509.Memo()
    assert usual_key(seed, memo)
    assert bool(memo.patterns) == (name != "dsa-2048")
    for position in range(len(seed)):
        for value in (0x00, 0x02, 0x05, 0x7F, 0x80):
            data = seed[:position] + bytes((value,)) + seed[position + 1 :]
            quick, slow = usual_key(data, memo), usual(read_public_key, data)
            assert (quick and vars(quick)) == (slow and vars(slow))


def test_a_modulus_of_a_byte_is_no_pattern() -> None:
    seed, memo = spki(RSA, b"\x05\x00", rsa_key(0x86, 3)), x509.Memo()
    assert usual_key(seed, memo) is not None
    assert not memo.patterns
