"""Signatures of every algorithm, and what may be imported for them."""

from __future__ import annotations

import subprocess
import sys
from copy import copy
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from pemlint import crypto, x509
from pemlint.crypto import LoadedKey, Verdict, library, load_private_key, verify
from pemlint.store import Links
from pemlint.x509 import AlgorithmIdentifier, PublicKeyInfo
from tests import builder
from tests.builder import der, keys
from tests.unit import judging

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = sorted(path.stem for path in keys.FOLDER.glob("*.pem"))
RSA_NAMES = [name for name in NAMES if keys.describe(name).startswith("RSA")]
EC_NAMES = [name for name in NAMES if keys.describe(name).startswith("EC")]


def judge(child: builder.Certificate, issuer: builder.Certificate) -> str:
    read, above = x509.certificate(child.der), x509.certificate(issuer.der)
    assert isinstance(read.tbs, bytes)
    assert isinstance(read.signature, bytes)
    assert isinstance(read.signature_algorithm, AlgorithmIdentifier)
    assert isinstance(above.public_key, PublicKeyInfo)
    return verify(read.tbs, read.signature, read.signature_algorithm, above.public_key)


def public(data: bytes) -> PublicKeyInfo:
    info = x509.public_key_info(data)
    assert isinstance(info, PublicKeyInfo)
    return info


def identifier(oid: str, parameters: bytes | None = None) -> AlgorithmIdentifier:
    written = der.sequence(der.oid(oid), *([] if parameters is None else [parameters]))
    return AlgorithmIdentifier(written, oid, parameters)


@pytest.mark.parametrize("name", NAMES)
def test_each_kind_of_key(name: str) -> None:
    good, broken = builder.self_signed(key=name), builder.self_signed(key=name, broken_signature=True)
    assert judge(good, good) == Verdict.VALID
    assert judge(broken, broken) == Verdict.INVALID


@pytest.mark.parametrize("digest", ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"])
def test_each_hash_with_rsa(digest: str) -> None:
    one = builder.root(digest=digest)
    assert judge(one, one) == Verdict.VALID


@pytest.mark.parametrize("digest", ["sha1", "sha224", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize("name", ["p256", "p384", "p521"])
def test_each_hash_with_ecdsa(name: str, digest: str) -> None:
    one = builder.root(key=name, digest=digest)
    assert judge(one, one) == Verdict.VALID


@pytest.mark.parametrize("digest", ["sha1", "sha256", "sha384", "sha512"])
def test_pss_with_its_parameters(digest: str) -> None:
    one = builder.root(pss=True, digest=digest)
    assert judge(one, one) == Verdict.VALID
    assert judge(builder.root(pss=True, digest=digest, broken_signature=True), one) == Verdict.INVALID


def test_pss_defaults_are_sha1_and_a_salt_of_twenty() -> None:
    key = keys.key("root")
    assert isinstance(key, rsa.RSAPrivateKey)
    signature = key.sign(b"text", padding.PSS(padding.MGF1(hashes.SHA1()), 20), hashes.SHA1())
    algorithm = identifier("1.2.840.113549.1.1.10", der.sequence())
    assert verify(b"text", signature, algorithm, public(keys.spki("root"))) == Verdict.VALID


PSS_HASH = der.sequence(der.oid("2.16.840.1.101.3.4.2.1"), der.null())
PSS_PARAMETERS = {
    "absent": None,
    "empty": b"",
    "NULL": der.null(),
    "trailer 2": der.sequence(der.explicit(3, der.integer(2))),
    "negative salt": der.sequence(der.explicit(2, der.integer(-1))),
    "huge salt": der.sequence(der.explicit(2, der.integer(1 << 70))),
    "no salt": der.sequence(der.explicit(2)),
    "two hashes": der.sequence(der.explicit(0, PSS_HASH, PSS_HASH)),
    "unknown hash": der.sequence(der.explicit(0, der.sequence(der.oid("1.2.3")))),
    "unknown mask": der.sequence(der.explicit(1, der.sequence(der.oid("1.2.3"), PSS_HASH))),
    "mask without a hash": der.sequence(der.explicit(1, der.sequence(der.oid("1.2.840.113549.1.1.8")))),
}


@pytest.mark.parametrize("parameters", PSS_PARAMETERS.values(), ids=PSS_PARAMETERS)
def test_pss_parameters_that_cannot_be_used(parameters: bytes | None) -> None:
    algorithm = identifier("1.2.840.113549.1.1.10", parameters)
    assert verify(b"text", bytes(256), algorithm, public(keys.spki("root"))) == Verdict.UNSUPPORTED


def test_a_key_restricted_to_pss_makes_nothing_else() -> None:
    restricted = der.sequence(der.oid("1.2.840.113549.1.1.10"))
    pss_key = public(der.sequence(restricted, der.bit_string(keys.pkcs1_public("root"))))
    assert pss_key.kind == "RSA-PSS"
    for one, verdict in ((builder.root(pss=True), Verdict.VALID), (builder.root(), Verdict.INVALID)):
        read = x509.certificate(one.der)
        assert isinstance(read.tbs, bytes)
        assert isinstance(read.signature, bytes)
        assert isinstance(read.signature_algorithm, AlgorithmIdentifier)
        assert verify(read.tbs, read.signature, read.signature_algorithm, pss_key) == verdict


@pytest.mark.parametrize("name", ["p256", "ed25519", "ed448", "dsa-2048"])
def test_a_key_of_another_kind_did_not_sign(name: str) -> None:
    assert judge(builder.root(), builder.root(key=name)) == Verdict.INVALID
    assert judge(builder.root(key=name), builder.root()) == Verdict.INVALID


def test_another_key_of_the_same_kind_did_not_sign() -> None:
    assert judge(builder.server(), builder.root()) == Verdict.INVALID
    assert judge(builder.root(key="p256"), builder.root(key="p256-root")) == Verdict.INVALID
    assert judge(builder.root(key="p256"), builder.root(key="p384")) == Verdict.INVALID
    assert judge(builder.root(key="ed25519"), builder.root(key="ed25519-ca")) == Verdict.INVALID


def test_a_compressed_point_is_a_key() -> None:
    key = keys.key("p256")
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    algorithm = der.sequence(der.oid("1.2.840.10045.2.1"), der.oid("1.2.840.10045.3.1.7"))
    one = builder.root(key="p256", public_key=der.sequence(algorithm, der.bit_string(point)))
    assert judge(one, one) == Verdict.VALID


def test_a_curve_that_is_spelled_out_is_known_again() -> None:
    key = keys.key("p256")
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    written = spki(point, EC, keys.explicit_p256())
    one = builder.root(key="p256", public_key=written)
    assert public(written).curve == "explicit"
    assert judge(one, one) == Verdict.VALID
    assert judge(builder.root(key="p256", public_key=written, broken_signature=True), one) == Verdict.INVALID
    other = spki(keys.spki("ed25519")[-32:], "1.3.101.112")
    disguised = changed(public(written), der=other)
    assert verify(b"text", bytes(64), identifier("1.2.840.10045.4.3.2"), disguised) == Verdict.UNSUPPORTED


def changed(one: PublicKeyInfo, /, **fields: object) -> PublicKeyInfo:
    """A copy of a key with other values in some fields."""
    other = copy(one)
    vars(other).update(fields)
    return other


EC = "1.2.840.10045.2.1"
RSA = "1.2.840.113549.1.1.1"
DSA = "1.2.840.10040.4.1"
ML_DSA_44 = "2.16.840.1.101.3.4.3.17"
P256 = der.oid("1.2.840.10045.3.1.7")
HUGE = (1 << 16_385) - 1


def spki(key: bytes, oid: str, *parameters: bytes) -> bytes:
    return der.sequence(der.sequence(der.oid(oid), *parameters), der.bit_string(key))


def rsa_spki(modulus: int, exponent: int) -> bytes:
    return spki(der.sequence(der.integer(modulus), der.integer(exponent)), RSA, der.null())


NO_KEYS = {
    "point off the curve": (spki(b"\4" + bytes(64), EC, P256), "1.2.840.10045.4.3.2"),
    "curve that the library lacks": (spki(b"\4" + bytes(42), EC, der.oid("1.3.132.0.1")), "1.2.840.10045.4.3.2"),
    "X25519": (spki(bytes(32), "1.3.101.110"), "1.3.101.112"),
    "DSA without parameters": (spki(der.integer(5), DSA), "2.16.840.1.101.3.4.3.2"),
    "tiny DSA": (
        spki(der.integer(5), DSA, der.sequence(*map(der.integer, (23, 11, 4)))),
        "2.16.840.1.101.3.4.3.2",
    ),
    "DSA out of range": (
        spki(der.integer(24), DSA, der.sequence(*map(der.integer, (23, 11, 4)))),
        "2.16.840.1.101.3.4.3.2",
    ),
    "huge RSA": (rsa_spki(HUGE, 3), "1.2.840.113549.1.1.11"),
    "even RSA exponent": (rsa_spki(15, 2), "1.2.840.113549.1.1.11"),
}


@pytest.mark.parametrize(("key", "algorithm"), NO_KEYS.values(), ids=NO_KEYS)
def test_what_is_no_key_is_unsupported(key: bytes, algorithm: str) -> None:
    assert verify(b"text", bytes(64), identifier(algorithm), public(key)) == Verdict.UNSUPPORTED


@pytest.mark.parametrize("name", ["p256", "ed25519", "ed448"])
def test_a_key_that_the_library_refuses_is_unsupported(name: str) -> None:
    one = x509.certificate(builder.root(key=name).der)
    assert isinstance(one.signature_algorithm, AlgorithmIdentifier)
    assert isinstance(one.public_key, PublicKeyInfo)
    for odd in (changed(one.public_key, key=b"short"), changed(one.public_key, key=b"", der=b"", curve="explicit")):
        assert verify(b"text", bytes(64), one.signature_algorithm, odd) == Verdict.UNSUPPORTED


@pytest.mark.parametrize("oid", ["1.2.3", "1.2.840.113549.1.1.2", "1.2.840.113549.1.1.3"])
def test_an_algorithm_that_the_library_lacks_is_unsupported(oid: str) -> None:
    assert verify(b"text", bytes(256), identifier(oid), public(keys.spki("root"))) == Verdict.UNSUPPORTED


def test_ml_dsa() -> None:
    mldsa = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.mldsa", reason="the library has no ML-DSA")
    try:
        key = mldsa.MLDSA44PrivateKey.from_seed_bytes(bytes(range(32)))
    except Exception as error:  # noqa: BLE001 - whatever the build raises, it lacks the algorithm
        pytest.skip(f"this build of the library has no ML-DSA: {type(error).__name__}")
    oid = "2.16.840.1.101.3.4.3.17"
    info = public(der.sequence(der.sequence(der.oid(oid)), der.bit_string(key.public_key().public_bytes_raw())))
    signature = key.sign(b"text")
    assert verify(b"text", signature, identifier(oid), info) == Verdict.VALID
    assert verify(b"next", signature, identifier(oid), info) == Verdict.INVALID
    assert verify(b"text", signature, identifier("2.16.840.1.101.3.4.3.18"), info) == Verdict.INVALID
    loaded = load_private_key(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    assert isinstance(loaded, LoadedKey)
    assert loaded.public == info


def test_each_question_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counting(name: str) -> Callable[..., object]:
        real = getattr(library, name)

        def counted(*arguments: object) -> object:
            asked.append(name)
            return real(*arguments)

        return counted

    for name in ("make", "ask"):
        monkeypatch.setattr(f"pemlint.crypto.signatures.{name}", counting(name))
    root, stranger = judging.certificate(builder.root().der), judging.certificate(builder.root(key="p256").der)
    links = Links()
    assert [links.verdict(root, root) for _ in range(3)] == [Verdict.VALID] * 3
    assert asked == ["make", "ask"], "the key is built, the signature verified"
    assert links.verdict(root, stranger) == Verdict.INVALID, "another kind of key is not even asked"
    other = judging.certificate(builder.root(broken_signature=True).der)
    assert links.verdict(other, root) == Verdict.INVALID
    assert asked == ["make", "ask", "ask"], "the key is kept"


class PanicException(BaseException):
    """As the library's Rust code raises it."""


def test_a_panic_is_no_answer_and_an_interrupt_gets_through() -> None:
    def fail(error: BaseException) -> None:
        raise error

    with pytest.raises(library.Unanswered) as caught:
        library.ask(lambda: fail(PanicException("secret")))
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__
    with pytest.raises(KeyboardInterrupt):
        library.ask(lambda: fail(KeyboardInterrupt()))


def modules_after(code: str) -> set[str]:
    """The modules of the library that are loaded after a piece of code, in a process of its own."""
    shown = "import sys; print(*(name for name in sys.modules if name.startswith('cryptography')))"
    ran = subprocess.run([sys.executable, "-c", f"{code}\n{shown}"], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_importing_it_imports_nothing_of_the_library() -> None:
    assert modules_after("import pemlint.crypto") == set()


@pytest.mark.parametrize("name", ["root", "p256", "ed25519", "dsa-2048"])
def test_verifying_imports_neither_x509_nor_serialization(name: str) -> None:
    code = f"""
from pemlint import crypto, x509
one = x509.certificate(bytes.fromhex({builder.root(key=name).der.hex()!r}))
assert crypto.verify(one.tbs, one.signature, one.signature_algorithm, one.public_key) == "valid"
"""
    loaded = modules_after(code)
    assert "cryptography.hazmat.primitives.hashes" in loaded
    assert not {name for name in loaded if name.startswith("cryptography.x509")}
    assert "cryptography.hazmat.primitives.serialization" not in loaded


@pytest.mark.parametrize("name", ["server", "p256", "ed25519"])
def test_private_keys_import_neither_x509_nor_serialization(name: str) -> None:
    code = f"""
from pemlint import crypto
assert isinstance(crypto.load_private_key(bytes.fromhex({keys.pkcs8(name).hex()!r})), crypto.LoadedKey)
"""
    loaded = modules_after(code)
    assert not {name for name in loaded if name.startswith("cryptography.x509")}
    assert "cryptography.hazmat.primitives.serialization" not in loaded
    if name == "server":
        assert not loaded, "arithmetic needs no library"


def test_the_public_names() -> None:
    assert set(crypto.__all__) == {
        "Flaw",
        "KeyProblem",
        "LoadedKey",
        "Primality",
        "Verdict",
        "Verifier",
        "known_flaws",
        "load_private_key",
        "make_ready",
        "verify",
    }
