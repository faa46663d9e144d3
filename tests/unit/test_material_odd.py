"""Contents that are not what the label says, binary files, damage, and what no record may show."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint.material import (
    Certificate,
    CertificateRequest,
    Container,
    Material,
    Parameters,
    Pkcs7,
    Place,
    PrivateKey,
    PublicKey,
    RevocationList,
    Unreadable,
)
from pemlint.model import Location
from tests import builder
from tests.builder import der, keys
from tests.contents import only, read

CONTENTS = {
    "a private key (PKCS#8)": keys.pkcs8("server"),
    "an encrypted private key (PKCS#8)": keys.encrypted_pkcs8("server"),
    "an RSA private key (PKCS#1)": keys.traditional("server"),
    "an EC private key (SEC1)": keys.traditional("p256"),
    "a DSA private key": keys.traditional("dsa-2048"),
    "a public key": keys.spki("server"),
    "a certificate request": builder.request(),
    "a certificate revocation list": builder.revocation_list(issuer=builder.root()),
    "a PKCS#7 container": builder.pkcs7(builder.root()),
    "a PKCS#12 container": builder.pkcs12(builder.root()),
    "a JKS key store": builder.jks(builder.root()),
    "an OpenSSH private key": b"openssh-key-v1\0",
    "a second layer of PEM": builder.root().pem,
}


@pytest.mark.parametrize("what", CONTENTS)
def test_what_is_no_certificate_is_named(what: str) -> None:
    found = only(builder.block("CERTIFICATE", CONTENTS[what]), Unreadable)
    assert found[1:] == ("CERTIFICATE", f"the block is labelled CERTIFICATE but holds {what}", 0)


@pytest.mark.parametrize(
    "label",
    ["PRIVATE KEY", "PUBLIC KEY", "CERTIFICATE REQUEST", "X509 CRL", "PKCS7", "EC PARAMETERS", "RSA PUBLIC KEY"],
)
def test_a_certificate_under_another_label_is_named(label: str) -> None:
    found = only(builder.block(label, builder.root().der), Unreadable)
    assert found.reason == f"the block is labelled {label} but holds a certificate"


SURPLUS: dict[str, tuple[bytes, type[Material]]] = {
    "CERTIFICATE": (builder.root().der, Certificate),
    "PRIVATE KEY": (keys.pkcs8("server"), PrivateKey),
    "ENCRYPTED PRIVATE KEY": (keys.encrypted_pkcs8("server"), PrivateKey),
    "PUBLIC KEY": (keys.spki("server"), PublicKey),
    "RSA PUBLIC KEY": (keys.pkcs1_public("server"), PublicKey),
    "CERTIFICATE REQUEST": (builder.request(), CertificateRequest),
    "X509 CRL": (builder.revocation_list(issuer=builder.root()), RevocationList),
    "PKCS7": (builder.pkcs7(builder.root()), Pkcs7),
    "EC PARAMETERS": (der.oid("1.2.840.10045.3.1.7"), Parameters),
}


@pytest.mark.parametrize("label", SURPLUS)
def test_what_follows_the_structure_is_told_and_the_structure_read(label: str) -> None:
    data, kind = SURPLUS[label]
    alone = only(builder.block(label, data), kind)
    first, surplus = read(builder.block(label, data + b"\n"))
    assert isinstance(first, kind)
    assert first[1:] == alone[1:]
    assert isinstance(surplus, Unreadable)
    assert surplus[1:] == (label, "1 byte follows the structure", len(data))


def test_a_second_certificate_in_one_block() -> None:
    one, root = builder.server(), builder.root()
    first, surplus = read(builder.block("CERTIFICATE", one.der + root.der))
    assert isinstance(first, Certificate)
    assert first.der == one.der
    assert isinstance(surplus, Unreadable)
    assert surplus.reason == f"{len(root.der)} bytes follow the structure, beginning with another certificate"


def test_a_wrong_length_is_told_once() -> None:
    data = bytearray(builder.root().der)
    data[3] -= 1
    assert only(builder.block("CERTIFICATE", bytes(data)), Certificate).x509.problems()


BINARY: dict[str, tuple[bytes, tuple[type, ...]]] = {
    "DER certificate": (builder.root().der, (Certificate,)),
    "DER certificate request": (builder.request(), (CertificateRequest,)),
    "DER certificate revocation list": (builder.revocation_list(issuer=builder.root()), (RevocationList,)),
    "DER private key": (keys.pkcs8("server"), (PrivateKey,)),
    "DER public key": (keys.spki("server"), (PublicKey,)),
    "PKCS#7": (builder.pkcs7(builder.root()), (Pkcs7,)),
    "PKCS#12": (builder.pkcs12(builder.root(), key="root"), ()),
    "JKS": (builder.jks(builder.root()), ()),
    "JCEKS": (builder.jks(builder.root(), magic=b"\xce\xce\xce\xce"), ()),
}


@pytest.mark.parametrize("kind", BINARY)
def test_binary_files(kind: str) -> None:
    data, expected = BINARY[kind]
    container, *rest = read(data)
    assert isinstance(container, Container)
    assert container.kind == kind
    assert tuple(map(type, rest)) == expected
    assert container.place.block is None
    assert container.place.location() == Location("a.pem")
    assert read(data, tls=False) == ()


@pytest.mark.parametrize("name", ["server", "p256", "dsa-2048"])
def test_binary_private_keys_of_the_older_forms(name: str) -> None:
    container, key = read(keys.traditional(name))
    assert isinstance(container, Container)
    assert container.kind == "DER private key"
    assert isinstance(key, PrivateKey)
    assert key.public is not None
    assert key.public.der == keys.spki(name)


def test_binary_containers_in_ber() -> None:
    """Exporters write them with indefinite lengths (X.690 8.1.3.6)."""
    for kind, data in (
        ("PKCS#12", b"\x30\x80\x02\x01\x03\x30\x80" + der.oid("1.2.840.113549.1.7.1")),
        ("PKCS#7", b"\x30\x80" + der.oid("1.2.840.113549.1.7.2") + b"\xa0\x80"),
    ):
        container, *_ = read(data)
        assert isinstance(container, Container)
        assert container.kind == kind


def test_a_cut_binary_certificate_is_still_one() -> None:
    container, certificate = read(builder.root().der[:-1])
    assert isinstance(container, Container)
    assert isinstance(certificate, Certificate)
    assert certificate.x509.problems()


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"PK\3\4", b"\x30\x80", b"\x30\x03\x02\x01\x05", b"text\n"])
def test_other_binary_files_are_nothing(data: bytes) -> None:
    assert read(data) == ()


def test_a_block_that_does_not_decode_gives_nothing() -> None:
    assert read(b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n") == ()
    assert read(b"-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n") == ()


def test_embedded_blocks_are_read_and_placeholders_are_not() -> None:
    text = b"".join(b"    " + line + b"\n" for line in builder.root().pem.splitlines())
    (found,) = read(b"ca: |\n" + text, tls=False)
    assert isinstance(found, Certificate)
    for label, data in (
        ("CERTIFICATE", b"anything here"),
        ("CERTIFICATE", builder.root().der[:48]),
        ("PRIVATE KEY", b"anything here"),
        ("PRIVATE KEY", keys.pkcs8("server")[:48]),
        ("EC PARAMETERS", b"anything here"),
    ):
        assert read(builder.block(label, data), tls=False) == ()
        assert len(read(builder.block(label, data))) == 1


def place(data: bytes, *, ordinal: int = 1) -> Place:
    return next(item.place for item in read(data) if item.place.ordinal == ordinal)


def test_a_place_is_the_boundary_alone() -> None:
    certificate = builder.root().pem
    assert place(certificate).location() == Location("a.pem", 1, 1, 1, 28)
    lines = certificate.count(b"\n")
    assert place(b"note\n" + certificate * 2, ordinal=2).location() == Location("a.pem", lines + 2, 1, lines + 2, 28)
    assert place(certificate.replace(b"\n", b"\r\n")).location() == Location("a.pem", 1, 1, 1, 28)
    for encoding in ("utf-16-le", "utf-16-be"):
        wide = ("\ufeffx\n" + certificate.decode()).encode(encoding)
        assert place(wide).location() == Location("a.pem", 2, 1, 2, 28)


def test_a_place_without_its_boundary_ends_with_its_line() -> None:
    found = place(builder.root().pem)
    assert found.block is not None
    strange = found._replace(block=found.block._replace(label="OTHER"))
    assert strange.location() == Location("a.pem", 1, 1, 1, 28)


def test_no_record_shows_the_bytes_of_a_key() -> None:
    for form in ("pkcs8", "traditional", "encrypted", "legacy"):
        data = builder.private_pem("server", form=form)
        (found,) = read(data)
        shown = repr(found)
        assert "block 1" in shown
        body = [line.decode() for line in data.splitlines() if line and not line.startswith(b"-----")]
        assert not any(line in shown for line in body)
        block = found.place.block
        assert block is not None
        assert block.der is not None
        assert repr(block.der)[2:40] not in shown
        assert block.der.hex()[:40] not in shown


LABELS = [*SURPLUS, "DSA PARAMETERS", "TRUSTED CERTIFICATE", "RSA PRIVATE KEY", "CMS", "ANYTHING"]
SAMPLES = [data for data, _ in SURPLUS.values()]


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    label=st.sampled_from(LABELS),
    data=st.one_of(st.binary(max_size=80), st.sampled_from(SAMPLES)),
    edits=st.lists(st.tuples(st.integers(0, 500), st.integers(0, 255)), max_size=3),
    tls=st.booleans(),
)
def test_any_bytes_under_any_label(label: str, data: bytes, edits: list[tuple[int, int]], *, tls: bool) -> None:
    damaged = bytearray(data or b"\0")
    for position, octet in edits:
        damaged[position % len(damaged)] = octet
    for item in (*read(builder.block(label, bytes(damaged)), tls=tls), *read(bytes(damaged))):
        location = item.place.location()
        assert location.line <= location.end_line
        if isinstance(item, Unreadable):
            assert 0 <= item.offset <= len(damaged)
            assert item.reason


def test_a_file_that_was_cut_short_is_never_taken_for_something_else() -> None:
    for data, kind in (
        (builder.root().der, Certificate),
        (builder.request(), CertificateRequest),
        (builder.revocation_list(issuer=builder.root()), RevocationList),
        (keys.pkcs8("server"), PrivateKey),
    ):
        found = {type(item) for length in range(len(data)) for item in read(data[:length])}
        assert found == {Container, kind}


def test_the_builder_folder_holds_only_readable_keys() -> None:
    folder = Path(builder.keys.FOLDER)
    for path in sorted(folder.glob("*.pem")):
        found = only(path.read_bytes(), PrivateKey)
        assert found.reason == ""
