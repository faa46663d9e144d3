"""One key is one key, however its public half is written."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from pemlint import x509
from pemlint.material import Certificate, PrivateKey
from tests import builder
from tests.builder import der, keys
from tests.project import environment, tool
from tests.unit import judging

if TYPE_CHECKING:
    from pathlib import Path

RSA = der.oid("1.2.840.113549.1.1.1")
P256_ALGORITHM = der.sequence(der.oid("1.2.840.10045.2.1"), der.oid("1.2.840.10045.3.1.7"))


def rsa_with(*parameters: bytes) -> bytes:
    """The SubjectPublicKeyInfo of the key ``server`` with other parameters than NULL."""
    return der.sequence(der.sequence(RSA, *parameters), der.bit_string(keys.pkcs1_public("server")))


def p256(form: str) -> bytes:
    """The SubjectPublicKeyInfo of the key ``p256`` with its point in one of the forms of SEC 1 2.3.3."""
    point = keys.spki("p256")[-65:]
    odd = point[-1] & 1
    written = {
        "uncompressed": point,
        "compressed": bytes((2 | odd,)) + point[1:33],
        "hybrid": bytes((6 | odd,)) + point[1:],
    }[form]
    return der.sequence(P256_ALGORITHM, der.bit_string(written))


SPELLINGS = {
    "parameters left out": ("server", rsa_with()),
    "odd parameters": ("server", rsa_with(der.sequence())),
    "compressed": ("p256", p256("compressed")),
    "hybrid": ("p256", p256("hybrid")),
}
each_spelling = pytest.mark.parametrize(("name", "spki"), SPELLINGS.values(), ids=SPELLINGS)


def public(spki: bytes) -> x509.PublicKeyInfo:
    found = x509.public_key_info(spki)
    assert isinstance(found, x509.PublicKeyInfo)
    return found


@each_spelling
def test_another_spelling_is_the_same_key(name: str, spki: bytes) -> None:
    usual = public(keys.spki(name))
    other = public(spki)
    assert other.sha256 == sha256(spki).hexdigest() != usual.sha256
    assert other.identity == usual.identity


def test_different_keys_are_different() -> None:
    names = ("server", "other", "rsa-1024", "p256", "p256-root", "p384", "ed25519", "ed25519-ca", "ed448", "dsa-2048")
    assert len({public(keys.spki(name)).identity for name in names}) == len(names)


def test_both_points_of_one_coordinate_are_two_keys() -> None:
    spki = p256("compressed")
    other = spki[:-33] + bytes((spki[-33] ^ 1,)) + spki[-32:]
    assert public(other).identity != public(spki).identity


@pytest.mark.parametrize("name", ["server", "rsa-1024", "p256", "ed25519", "dsa-2048"])
def test_a_key_as_it_should_be_written_has_one_pin(name: str) -> None:
    assert public(keys.spki(name)).pins == (sha256(keys.spki(name)).hexdigest(),)


@each_spelling
def test_a_pin_that_openssl_makes_fits(tmp_path: Path, name: str, spki: bytes) -> None:
    openssl = tool("openssl")
    (tmp_path / "key.der").write_bytes(spki)
    done = subprocess.run(
        [openssl, "pkey", "-pubin", "-inform", "der", "-in", "key.der", "-outform", "der"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("this OpenSSL does not read it")
    assert sha256(done.stdout).hexdigest() in public(spki).pins, name


@each_spelling
def test_holders_of_any_spelling_are_found_by_any_of_their_fingerprints(name: str, spki: bytes) -> None:
    odd = builder.self_signed(key=name, public_key=spki)
    store = judging.store(
        {
            "a.crt": builder.self_signed(key=name).pem,
            "b.crt": odd.pem,
            "c.key": builder.private_pem(name),
            "d.crt": builder.self_signed(key="spare").pem,
        }
    )
    for written in (keys.spki(name), spki):
        fingerprint = sha256(written).hexdigest()
        assert [each.place.source.path for each in store.with_public_key(fingerprint)] == ["a.crt", "b.crt"]
        assert [each.place.source.path for each in store.keys_with(fingerprint)] == ["c.key"]
    assert not store.with_public_key("0" * 64)
    assert not store.keys_with("0" * 64)


def test_holders_are_certificates_keys_requests_and_public_keys() -> None:
    data = b"".join(
        (
            builder.self_signed().pem,
            builder.private_pem("server"),
            builder.private_pem("server", form="encrypted"),
            builder.block("PUBLIC KEY", keys.spki("server")),
            builder.block("RSA PUBLIC KEY", keys.pkcs1_public("server")),
        )
    )
    holders = judging.store({"a.pem": data}).holders
    (identity,) = holders
    assert [type(holder).__name__ for holder in holders.of(identity)] == [
        "Certificate",
        "PrivateKey",
        "PublicKey",
        "PublicKey",
    ]


def test_who_cannot_be_read_holds_nothing() -> None:
    damaged = builder.self_signed(public_key=der.sequence(der.sequence(RSA, der.null()), der.bit_string(b"\x30")))
    encrypted = builder.private_pem("server", form="encrypted")
    store = judging.store({"a.pem": damaged.pem + encrypted})
    assert list(store.holders) == []
    certificate, key = store.files["a.pem"].materials
    assert isinstance(certificate, Certificate)
    assert isinstance(key, PrivateKey)
    assert certificate.identity is key.identity is None
    assert list(store.holders.of(None)) == []
