"""Private keys in every form, what is refused of them, and what is never told."""

from __future__ import annotations

import re
import time

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa, x448, x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint.crypto import KeyProblem, LoadedKey, load_private_key
from pemlint.x509 import PublicKeyInfo
from tests import builder
from tests.builder import der, keys

NAMES = sorted(path.stem for path in keys.FOLDER.glob("*.pem"))
EC = "1.2.840.10045.2.1"
DSA = "1.2.840.10040.4.1"
ML_DSA_44 = "2.16.840.1.101.3.4.3.17"
P256 = der.oid("1.2.840.10045.3.1.7")


def forms_of(name: str) -> list[bytes]:
    found = [keys.pkcs8(name)]
    if name not in {"ed25519", "ed25519-ca", "ed448"}:
        found.append(keys.traditional(name))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_private_keys_lead_to_their_public_key(name: str) -> None:
    for data in forms_of(name):
        loaded = load_private_key(data)
        assert isinstance(loaded, LoadedKey), loaded
        assert loaded.public.der == keys.spki(name)


@pytest.mark.parametrize("kind", [x25519.X25519PrivateKey, x448.X448PrivateKey])
def test_keys_for_key_agreement(kind: type[x25519.X25519PrivateKey | x448.X448PrivateKey]) -> None:
    key = kind.generate()
    loaded = load_private_key(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    expected = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert isinstance(loaded, LoadedKey)
    assert loaded.public.der == expected


@pytest.mark.parametrize("curve", [ec.SECP224R1, ec.SECP256K1, ec.BrainpoolP256R1, ec.BrainpoolP512R1])
def test_more_curves(curve: type[ec.EllipticCurve]) -> None:
    key = ec.derive_private_key(12_345, curve())
    loaded = load_private_key(key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()))
    assert isinstance(loaded, LoadedKey)
    assert loaded.public.der == key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def test_an_encrypted_key_is_said_to_be_encrypted() -> None:
    problem = load_private_key(keys.encrypted_pkcs8("server"))
    assert problem == KeyProblem("the private key is encrypted", encrypted=True)


def rsa_numbers(name: str = "server") -> list[int]:
    key = keys.key(name)
    assert isinstance(key, rsa.RSAPrivateKey)
    numbers = key.private_numbers()
    public_numbers = numbers.public_numbers
    return [
        0, public_numbers.n, public_numbers.e, numbers.d, numbers.p, numbers.q, numbers.dmp1, numbers.dmq1, numbers.iqmp
    ]  # fmt: skip


def pkcs1(numbers: list[int]) -> bytes:
    return der.sequence(*map(der.integer, numbers))


@pytest.mark.parametrize("position", range(1, 9))
@pytest.mark.parametrize("change", ["two more", "zero", "one", "negative"])
def test_rsa_numbers_must_agree(position: int, change: str) -> None:
    numbers = rsa_numbers()
    right = numbers[position]
    numbers[position] = {"two more": right + 2, "zero": 0, "one": 1, "negative": -right}[change]
    found = load_private_key(pkcs1(numbers))
    if position < 3 and change in {"zero", "negative"}:
        assert isinstance(found, KeyProblem)
        assert "is not positive" in found.reason
    else:
        assert isinstance(found, LoadedKey)
        assert found.contradiction.startswith(CONTRADICTIONS[position])


#: by the number that is wrong; of several that disagree, the first is named
CONTRADICTIONS = {
    1: "its modulus",
    2: "its private exponent",
    3: "its private exponent",
    4: "its modulus",
    5: "its modulus",
    6: "an exponent for one of its primes",
    7: "an exponent for one of its primes",
    8: "its coefficient",
}


def test_a_key_of_one_prime_twice_contradicts_itself() -> None:
    p = rsa_numbers()[4]
    d = pow(65537, -1, p - 1)
    found = load_private_key(pkcs1([0, p * p, 65537, d, p, p, d, d, 1]))
    assert isinstance(found, LoadedKey)
    assert found.contradiction == "its two primes are the same number"


@pytest.mark.parametrize("exponent", [1, 2, 4])
def test_an_exponent_that_is_no_use_is_no_contradiction(exponent: int) -> None:
    _, n, _, _, p, q, _, _, inverse = rsa_numbers()
    found = load_private_key(pkcs1([0, n, exponent, 1, p, q, 1, 1, inverse]))
    assert isinstance(found, LoadedKey)
    assert found.contradiction == ""


def test_rsa_keys_of_absurd_size_are_refused_at_once() -> None:
    numbers = rsa_numbers()
    numbers[3] = 1 << 2_000_000
    began = time.monotonic()
    problem = load_private_key(pkcs1(numbers))
    assert time.monotonic() - began < 1
    assert isinstance(problem, KeyProblem)
    assert "over 16,384 bits" in problem.reason


def test_dsa_keys_of_absurd_size_are_refused_at_once() -> None:
    domain = der.sequence(*map(der.integer, (1 << 100_000, 11, 4)))
    algorithm = der.sequence(der.oid("1.2.840.10040.4.1"), domain)
    info = der.sequence(der.integer(0), algorithm, der.octet_string(der.integer(1 << 99_999)))
    traditional = der.sequence(*map(der.integer, (0, 1 << 100_000, 11, 4, 5, 1 << 99_999)))
    for data in (info, traditional):
        began = time.monotonic()
        problem = load_private_key(data)
        assert time.monotonic() - began < 1
        assert isinstance(problem, KeyProblem)
        assert "over 8,192 bits" in problem.reason


def test_a_restriction_to_pss_is_kept() -> None:
    algorithm = der.sequence(der.oid("1.2.840.113549.1.1.10"))
    loaded = load_private_key(der.sequence(der.integer(0), algorithm, der.octet_string(keys.traditional("server"))))
    assert isinstance(loaded, LoadedKey)
    assert loaded.public.kind == "RSA-PSS"


def sec1(scalar: int, point: bytes | None = None, curve: bytes = P256) -> bytes:
    parts = [der.integer(1), der.octet_string(scalar.to_bytes(32, "big")), der.explicit(0, curve)]
    return der.sequence(*parts, *([] if point is None else [der.explicit(1, der.bit_string(point))]))


def test_the_public_key_beside_an_ec_key_may_be_written_in_three_forms_or_left_out() -> None:
    key = ec.derive_private_key(7, ec.SECP256R1()).public_key()
    whole = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    compressed = key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    hybrid = bytes((compressed[0] + 4,)) + whole[1:]
    for point in (None, whole, compressed, hybrid):
        loaded = load_private_key(sec1(7, point))
        assert isinstance(loaded, LoadedKey)
        assert loaded.public.key == whole


def test_the_public_key_of_another_beside_a_private_key() -> None:
    other = ec.derive_private_key(8, ec.SECP256R1()).public_key()
    point = other.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    found = load_private_key(sec1(7, point))
    assert isinstance(found, LoadedKey)
    assert found.contradiction == "the public key inside it is that of another key"
    algorithm = der.sequence(der.oid("1.3.101.112"))
    private = der.octet_string(der.octet_string(bytes(32)))
    found = load_private_key(der.sequence(der.integer(1), algorithm, private, der.implicit(1, bytes(33))))
    assert isinstance(found, LoadedKey)
    assert found.contradiction == "the public key inside it is that of another key"


def test_a_curve_that_is_spelled_out_stays_so() -> None:
    whole = ec.derive_private_key(7, ec.SECP256R1()).public_key()
    point = whole.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    expected = der.sequence(der.sequence(der.oid(EC), keys.explicit_p256()), der.bit_string(point))
    inner = der.sequence(der.integer(1), der.octet_string(bytes(31) + b"\7"), der.explicit(1, der.bit_string(point)))
    algorithm = der.sequence(der.oid(EC), keys.explicit_p256())
    outer = der.sequence(der.integer(0), algorithm, der.octet_string(inner))
    for data in (sec1(7, point, keys.explicit_p256()), outer):
        loaded = load_private_key(data)
        assert isinstance(loaded, LoadedKey), loaded
        assert loaded.public.der == expected
        assert loaded.public.curve == "explicit"


UNSUPPORTED = {
    "kind": der.sequence(der.integer(0), der.sequence(der.oid("1.2.3")), der.octet_string(b"")),
    "curve of the library": sec1(7, curve=der.oid("1.3.132.0.1")),
    "curve": sec1(7, curve=der.oid("1.2.3")),
    "explicit curve": sec1(7, curve=der.sequence(der.integer(1))),
    "three primes": der.sequence(*map(der.integer, [1, *rsa_numbers()[1:]]), der.sequence()),
}


@pytest.mark.parametrize("data", UNSUPPORTED.values(), ids=UNSUPPORTED)
def test_what_may_well_be_sound_is_unsupported(data: bytes) -> None:
    problem = load_private_key(data)
    assert isinstance(problem, KeyProblem)
    assert problem.unsupported


@pytest.mark.parametrize("data", [sec1(0), sec1((1 << 256) - 1), keys.pkcs8("server")[:-1]], ids=["0", "high", "cut"])
def test_what_is_wrong_is_not_called_unsupported(data: bytes) -> None:
    problem = load_private_key(data)
    assert isinstance(problem, KeyProblem)
    assert not problem.unsupported


def test_pkcs8_and_the_key_in_it_must_name_the_same_curve() -> None:
    problem = load_private_key(pkcs8(sec1(7, curve=der.oid("1.3.132.0.34")), EC, P256))
    assert isinstance(problem, KeyProblem)
    assert "another curve" in problem.reason
    assert isinstance(load_private_key(pkcs8(sec1(7), EC, P256)), LoadedKey)


def pkcs8(key: bytes, oid: str, *parameters: bytes) -> bytes:
    return der.sequence(der.integer(0), der.sequence(der.oid(oid), *parameters), der.octet_string(key))


NO_PRIVATE_KEYS = {
    "nothing": b"",
    "one byte": b"\x30",
    "indefinite length": b"\x30\x80",
    "text": b"not DER at all",
    "empty sequence": der.sequence(),
    "version alone": der.sequence(der.integer(0)),
    "SEC1 without a curve": der.sequence(der.integer(1), der.octet_string(b"")),
    "SEC1 with an empty curve": der.sequence(der.integer(1), der.octet_string(bytes(32)), der.explicit(0)),
    "SEC1 of version 2": pkcs8(der.sequence(der.integer(2), der.octet_string(bytes(32))), EC, P256),
    "SEC1 zero": sec1(0),
    "SEC1 out of range": sec1((1 << 256) - 1),
    "SEC1 of an unknown curve": sec1(7, curve=der.oid("1.2.3")),
    "PKCS#8 without an algorithm": der.sequence(der.integer(0), der.sequence(), der.octet_string(b"")),
    "PKCS#8 of an unknown algorithm": pkcs8(b"", "1.2.3"),
    "PKCS#8 with an empty EC key": pkcs8(der.sequence(), EC, P256),
    "PKCS#8 with an EC key without a curve": pkcs8(der.sequence(), EC),
    "empty Ed25519": pkcs8(b"", "1.3.101.112"),
    "short Ed25519": pkcs8(der.octet_string(bytes(31)), "1.3.101.112"),
    "DSA without parameters": pkcs8(der.integer(3), DSA),
    "ML-DSA": pkcs8(b"?", ML_DSA_44),
    "long ML-DSA": pkcs8(bytes(20_000), ML_DSA_44),
    "surplus": keys.pkcs8("server") + b"more",
    "cut short": keys.pkcs8("server")[:-1],
    "certificate": builder.root().der,
}


@pytest.mark.parametrize("data", NO_PRIVATE_KEYS.values(), ids=NO_PRIVATE_KEYS)
def test_what_is_no_private_key_is_a_problem_with_a_reason(data: bytes) -> None:
    problem = load_private_key(data)
    assert isinstance(problem, KeyProblem)
    assert problem.reason
    assert not problem.encrypted


#: all that may be said of a key that cannot be read: no length, tag or offset that its secret bytes decide
REASONS = (
    r"its structure is damaged",
    r"the structure is that of no known private key",
    r"the private key is encrypted",
    r"\d+ of \d+ bytes are missing",
    r"the private key is of an unknown kind \([0-9.]+\) \(byte \d+\)",
    r"the algorithm is missing \(byte \d+\)",
    r"an RSA private key has \d+ parts instead of nine \(byte \d+\)",
    r"an EC private key has \d parts instead of a version and a number \(byte \d+\)",
    r"the (version of an EC private key is 1|EC private key does not name its curve) \(byte \d+\)",
    r"the EC private key names another curve than the PKCS#8 around it \(byte \d+\)",
    r"the number of the EC private key \(P-256\) is out of range \(byte \d+\)",
    r"the private key is not one of Ed25519 \(byte \d+\)",
    r"EC keys on the curve [0-9.]+ are not supported \(byte \d+\)",
    r"\w+ private keys of this form are not supported \(byte \d+\)",
    r"RSA keys of more than two primes are not supported \(byte \d+\)",
    r"modulus or exponent of the RSA key is not positive \(byte \d+\)",
    r"the RSA key is over 16,384 bits \(byte \d+\)",
    r"its modulus is not the product of its two primes",
    r"its public key cannot be read",
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    name=st.sampled_from(["server", "p256", "ed25519"]),
    edits=st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 255)), min_size=1, max_size=3),
    cut=st.integers(0, 40),
)
def test_damage_gives_a_value_and_no_reason_tells_a_secret(name: str, edits: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(keys.pkcs8(name))
    for position, octet in edits:
        data[position % len(data)] = octet
    found = load_private_key(bytes(data[: len(data) - cut]))
    if isinstance(found, KeyProblem):
        assert any(re.fullmatch(reason, found.reason) for reason in REASONS), found.reason
    else:
        assert isinstance(found.public, PublicKeyInfo)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_no_private_key_or_one(data: bytes) -> None:
    assert isinstance(load_private_key(data), (LoadedKey, KeyProblem))


def test_no_private_number_is_in_what_is_returned() -> None:
    for name in NAMES:
        loaded = load_private_key(keys.pkcs8(name))
        assert isinstance(loaded, LoadedKey)
        assert loaded._asdict().keys() == {"public", "contradiction"}
    assert str(rsa_numbers()[3]) not in repr(load_private_key(keys.pkcs8("server")))
