"""What a block holds that is what its label says."""

from __future__ import annotations

from hashlib import sha256

import pytest

from pemlint import material, pem, x509
from pemlint.material import (
    Certificate,
    CertificateRequest,
    Foreign,
    Parameters,
    Pkcs7,
    PrivateKey,
    PublicKey,
    RevocationList,
    Unreadable,
)
from pemlint.model import Source
from tests import builder
from tests.builder import der, keys
from tests.contents import only


@pytest.mark.parametrize("label", ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"])
def test_certificates(label: str) -> None:
    one = builder.server()
    found = only(builder.block(label, one.der), Certificate)
    assert found.der == one.der == found.x509.der
    assert found.sha256 == sha256(one.der).hexdigest()
    assert isinstance(found.x509.public_key, x509.PublicKeyInfo)
    assert found.spki_sha256 == found.x509.public_key.sha256


def test_trust_settings_of_openssl_are_no_surplus() -> None:
    one = builder.root()
    settings_of_openssl = der.sequence(der.sequence(der.oid("1.3.6.1.5.5.7.3.1")), der.utf8("an alias"))
    found = only(builder.block("TRUSTED CERTIFICATE", one.der + settings_of_openssl), Certificate)
    assert found.der == one.der


def test_a_certificate_with_a_broken_field_is_a_certificate() -> None:
    one = builder.server(not_after=der.tlv(0x17, b"soon"))
    found = only(one.pem, Certificate)
    assert [field for field, _ in found.x509.problems()] == ["not_after"]
    keyless = builder.server(public_key=der.sequence())
    assert not only(keyless.pem, Certificate).spki_sha256
    assert only(builder.block("CERTIFICATE", b"no structure"), Certificate).x509.problems()


def test_equal_certificates_are_read_once() -> None:
    memo = x509.Memo()
    data = builder.root().pem * 2
    source = Source("a.pem", "a.pem", data, tls=True, target=True)
    first, second = material.read(source, pem.parse(data), memo=memo)
    assert isinstance(first, Certificate)
    assert isinstance(second, Certificate)
    assert first.x509 is second.x509
    assert (first.place.ordinal, second.place.ordinal) == (1, 2)
    assert list(memo.certificates) == [builder.root().der]


FORMS = {
    "PKCS#8": ("server", "PRIVATE KEY", keys.pkcs8),
    "PKCS#1": ("server", "RSA PRIVATE KEY", keys.traditional),
    "SEC1": ("p256", "EC PRIVATE KEY", keys.traditional),
    "DSA": ("dsa-2048", "DSA PRIVATE KEY", keys.traditional),
}


@pytest.mark.parametrize("form", FORMS)
def test_private_keys(form: str) -> None:
    name, label, write = FORMS[form]
    for accepted in (label, "ANY PRIVATE KEY"):
        found = only(builder.block(accepted, write(name)), PrivateKey)
        assert (found.format, found.encryption, found.reason) == (form, "", "")
        assert found.public is not None
        assert found.public.der == keys.spki(name)
        assert found.spki_sha256 == found.public.sha256


@pytest.mark.parametrize(
    ("label", "name"), [("RSA PRIVATE KEY", "server"), ("EC PRIVATE KEY", "p256"), ("ENCRYPTED PRIVATE KEY", "server")]
)
def test_pkcs8_under_another_label_that_openssl_accepts(label: str, name: str) -> None:
    found = only(builder.block(label, keys.pkcs8(name)), PrivateKey)
    assert (found.format, found.encryption, found.reason) == ("PKCS#8", "", "")
    assert found.spki_sha256


MISLABELLED_KEYS = {
    "PKCS#1 as PKCS#8": ("PRIVATE KEY", keys.traditional("server"), "an RSA private key (PKCS#1)"),
    "SEC1 as PKCS#8": ("PRIVATE KEY", keys.traditional("p256"), "an EC private key (SEC1)"),
    "SEC1 as PKCS#1": ("RSA PRIVATE KEY", keys.traditional("p256"), "an EC private key (SEC1)"),
    "PKCS#1 as SEC1": ("EC PRIVATE KEY", keys.traditional("server"), "an RSA private key (PKCS#1)"),
    "PKCS#1 as encrypted": ("ENCRYPTED PRIVATE KEY", keys.traditional("server"), "an RSA private key (PKCS#1)"),
    "PKCS#8 of another kind": ("EC PRIVATE KEY", keys.pkcs8("server"), "an RSA private key (PKCS#8)"),
}


@pytest.mark.parametrize(("label", "data", "what"), MISLABELLED_KEYS.values(), ids=MISLABELLED_KEYS)
def test_a_private_key_of_another_form_is_named_and_still_known(label: str, data: bytes, what: str) -> None:
    found = only(builder.block(label, data), PrivateKey)
    assert found.reason == f"the block is labelled {label} but holds {what}"
    assert found.spki_sha256


def test_encrypted_private_keys() -> None:
    found = only(builder.private_pem("server", form="encrypted"), PrivateKey)
    assert found[1:6] == ("PKCS#8", "PKCS#8", None, "", "")
    for name, form in (("server", "PKCS#1"), ("p256", "SEC1"), ("dsa-2048", "DSA")):
        found = only(builder.private_pem(name, form="legacy"), PrivateKey)
        assert found[1:6] == (form, "legacy", None, "", "")
    found = only(builder.block("PRIVATE KEY", keys.encrypted_pkcs8("server")), PrivateKey)
    assert found.encryption == "PKCS#8"
    assert found.reason == "the block is labelled PRIVATE KEY but holds an encrypted private key (PKCS#8)"


def test_a_private_key_that_cannot_be_used_says_why() -> None:
    cut = only(builder.block("PRIVATE KEY", keys.pkcs8("server")[:-1]), PrivateKey)
    assert (cut.public, cut.spki_sha256) == (None, "")
    assert cut.reason == f"1 of {len(keys.pkcs8('server'))} bytes are missing"
    for label in ("PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "EC PRIVATE KEY"):
        assert only(builder.block(label, b"no structure"), PrivateKey).reason


def test_a_private_key_of_an_unknown_kind_may_well_be_sound() -> None:
    unknown = der.sequence(der.integer(0), der.sequence(der.oid("1.2.3")), der.octet_string(b"?"))
    found = only(builder.block("PRIVATE KEY", unknown), PrivateKey)
    assert found.unsupported
    assert "unknown kind (1.2.3)" in found.reason
    assert not only(builder.private_pem("server"), PrivateKey).unsupported
    assert not only(builder.block("PRIVATE KEY", keys.pkcs8("server")[:-1]), PrivateKey).unsupported


def test_public_keys() -> None:
    found = only(builder.public_pem("p256"), PublicKey)
    assert (found.der, found.public.label) == (keys.spki("p256"), "EC P-256")
    bare = only(builder.block("RSA PUBLIC KEY", keys.pkcs1_public("server")), PublicKey)
    assert (bare.der, bare.spki_sha256) == (keys.spki("server"), bare.public.sha256)
    for label in ("PUBLIC KEY", "RSA PUBLIC KEY"):
        broken = only(builder.block(label, der.sequence(der.integer(1))), Unreadable)
        assert broken.label == label
        assert broken.reason


@pytest.mark.parametrize("label", ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"])
def test_requests(label: str) -> None:
    found = only(builder.block(label, builder.request()), CertificateRequest)
    assert isinstance(found.x509.subject, x509.Name)
    assert found.x509.subject.text() == "CN=server.example.com"


def test_revocation_lists() -> None:
    found = only(builder.block("X509 CRL", builder.revocation_list(issuer=builder.root())), RevocationList)
    assert found.x509.revoked_count == 1


PARAMETERS = {
    "EC PARAMETERS": ("EC", der.oid("1.2.840.10045.3.1.7")),
    "DH PARAMETERS": ("DH", der.sequence(der.integer(23), der.integer(5))),
    "X9.42 DH PARAMETERS": ("X9.42 DH", der.sequence(der.integer(23), der.integer(5), der.integer(11))),
    "DSA PARAMETERS": ("DSA", der.sequence(der.integer(23), der.integer(11), der.integer(4))),
}


@pytest.mark.parametrize("label", PARAMETERS)
def test_parameters(label: str) -> None:
    kind, data = PARAMETERS[label]
    found = only(builder.block(label, data), Parameters)
    assert (found.kind, found.der) == (kind, data)
    assert only(builder.block(label, data[:-1]), Unreadable).reason


@pytest.mark.parametrize("label", ["PKCS7", "PKCS #7 SIGNED DATA", "CMS"])
def test_pkcs7(label: str) -> None:
    one, root = builder.server(), builder.root()
    found = only(builder.block(label, builder.pkcs7(one, root)), Pkcs7)
    assert set(found.certificates) == {one.der, root.der}


@pytest.mark.parametrize("content", [b"", der.explicit(0), der.explicit(0, der.sequence(der.explicit(0, b"\x30\x05")))])
def test_pkcs7_without_certificates(content: bytes) -> None:
    for oid in ("1.2.840.113549.1.7.2", "1.2.840.113549.1.7.3"):
        assert only(builder.block("PKCS7", der.sequence(der.oid(oid), content)), Pkcs7).certificates == ()


@pytest.mark.parametrize(
    "label", ["OPENSSH PRIVATE KEY", "SSH2 PUBLIC KEY", "PGP PUBLIC KEY BLOCK", "ATTRIBUTE CERTIFICATE", "ANYTHING"]
)
def test_foreign_labels_are_counted_whatever_they_hold(label: str) -> None:
    assert only(builder.block(label, b"anything"), Foreign).label == label
