"""The builder gives the same bytes in every process, and material that others can read."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import dsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs7, pkcs12

from tests import builder

NAMES = sorted(path.stem for path in builder.keys.FOLDER.glob("*.pem"))

DIGEST_OF_EVERYTHING = """
import hashlib
from tests import builder as b
parts = [b.self_signed(key=path.stem).der for path in sorted(b.keys.FOLDER.glob("*.pem"))]
parts += [b.server().annotated, b.client().pem, b.root(pss=True).der, b.cross_signed(b.root()).der, b.request()]
parts += [b.revocation_list(issuer=b.root()), b.pkcs7(b.server()), b.pkcs12(b.server(), key="server"), b.jks(b.root())]
parts += [b.private_pem("p256", form=form) for form in ("pkcs8", "traditional", "encrypted", "legacy")]
print(hashlib.sha256(b"".join(parts)).hexdigest())
"""


def test_same_call_same_bytes_in_every_process() -> None:
    folder = Path(builder.__file__).parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST_OF_EVERYTHING], cwd=folder, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(digests) == 1


@pytest.mark.parametrize("name", NAMES)
def test_every_key_signs_itself(name: str) -> None:
    read = x509.load_der_x509_certificate(builder.self_signed(key=name).der)
    key = read.public_key()
    if isinstance(key, dsa.DSAPublicKey):
        assert read.signature_hash_algorithm is not None
        key.verify(read.signature, read.tbs_certificate_bytes, read.signature_hash_algorithm)
    else:
        read.verify_directly_issued_by(read)


@pytest.mark.parametrize("made", [builder.root, builder.intermediate, builder.server, builder.client])
def test_certificates_carry_their_names_and_dates(made: object) -> None:
    assert callable(made)
    one = made()
    read = x509.load_der_x509_certificate(one.der)
    assert builder.names.name(one.subject) == read.subject.public_bytes()
    assert builder.names.name(one.issuer) == read.issuer.public_bytes()
    assert (one.not_before, one.not_after) == (read.not_valid_before_utc, read.not_valid_after_utc)
    assert read.not_valid_before_utc < builder.NOW < read.not_valid_after_utc


def test_chain_verifies_and_a_broken_signature_does_not() -> None:
    root, intermediate, server = (
        x509.load_der_x509_certificate(one.der) for one in (builder.root(), builder.intermediate(), builder.server())
    )
    server.verify_directly_issued_by(intermediate)
    intermediate.verify_directly_issued_by(root)
    for broken in (builder.server(broken_signature=True), builder.server(signer="other")):
        with pytest.raises(InvalidSignature):
            x509.load_der_x509_certificate(broken.der).verify_directly_issued_by(intermediate)


def test_cross_signed_has_the_same_name_and_key() -> None:
    ours = x509.load_der_x509_certificate(builder.intermediate().der)
    theirs = x509.load_der_x509_certificate(builder.cross_signed(builder.intermediate()).der)
    assert (ours.subject, ours.public_key()) == (theirs.subject, theirs.public_key())
    assert ours.issuer != theirs.issuer


def test_version_1_has_no_extensions_and_its_signature_verifies() -> None:
    read = x509.load_der_x509_certificate(builder.self_signed(version=1).der)
    assert read.version is x509.Version.v1
    assert not list(read.extensions)
    read.verify_directly_issued_by(read)


def test_extensions_are_left_out_and_added() -> None:
    bare = builder.self_signed(
        ca=None, key_usage=None, extended_key_usage=None, alternative_names=None, subject_key_identifier=False
    )
    assert not list(x509.load_der_x509_certificate(bare.der).extensions)
    constraints = builder.names.name_constraints(permitted=("example.com", "10.0.0.0/8"))
    names = ("a.example.com", "10.0.0.7", "2001:db8::1", "email:a@example.com", "URI:https://example.com/")
    one = builder.server(alternative_names=names, extensions=(constraints,))
    extensions = x509.load_der_x509_certificate(one.der).extensions
    shown = [str(name.value) for name in extensions.get_extension_for_class(x509.SubjectAlternativeName).value]
    assert shown == ["a.example.com", "10.0.0.7", "2001:db8::1", "a@example.com", "https://example.com/"]
    permitted = extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees
    assert permitted is not None
    assert [str(name.value) for name in permitted] == ["example.com", "10.0.0.0/8"]


def test_dates_of_any_year() -> None:
    one = builder.self_signed(not_before=datetime(1950, 1, 1, tzinfo=UTC), not_after=datetime(9999, 12, 31, tzinfo=UTC))
    read = x509.load_der_x509_certificate(one.der)
    assert (read.not_valid_before_utc, read.not_valid_after_utc) == (one.not_before, one.not_after)


def test_text_is_ascii_however_hostile_the_name() -> None:
    one = builder.self_signed(subject="a\x1b[31m\n\u202e\u00e9", not_after=builder.der.tlv(0x17, b"soon"))
    assert one.text.isascii()
    assert one.text.count("\n") == 4
    assert one.annotated == one.text.encode() + one.pem


@pytest.mark.parametrize("form", ["pkcs8", "traditional", "encrypted", "legacy"])
@pytest.mark.parametrize("name", ["server", "p256", "dsa-2048"])
def test_private_keys_load_from_every_form(name: str, form: str) -> None:
    password = builder.PASSWORD if form in {"encrypted", "legacy"} else None
    key = load_pem_private_key(
        builder.private_pem(name, form=form), password, unsafe_skip_rsa_key_validation=True
    ).public_key()
    assert key == builder.keys.key(name).public_key()


def test_requests_lists_and_containers_load() -> None:
    one, root = builder.server(), builder.root()
    assert x509.load_der_x509_csr(builder.request()).is_signature_valid
    assert not x509.load_der_x509_csr(builder.request(signer="other")).is_signature_valid
    assert x509.load_der_x509_crl(builder.revocation_list(issuer=root)).get_revoked_certificate_by_serial_number(2)
    wanted = {one.der, root.der}
    bundle = pkcs7.load_der_pkcs7_certificates(builder.pkcs7(one, root))
    assert {x509.load_der_x509_certificate(der) for der in wanted} == set(bundle)
    key, first, others = pkcs12.load_key_and_certificates(builder.pkcs12(one, root, key="server"), builder.PASSWORD)
    assert key is not None
    assert first == x509.load_der_x509_certificate(one.der)
    assert others == [x509.load_der_x509_certificate(root.der)]
    store = builder.jks(root)
    password = builder.PASSWORD.decode().encode("utf-16-be")
    assert store.startswith(b"\xfe\xed\xfe\xed")
    assert store[-20:] == hashlib.sha1(password + b"Mighty Aphrodite" + store[:-20]).digest()
