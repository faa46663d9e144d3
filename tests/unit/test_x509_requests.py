"""Certification requests and revocation lists."""

from __future__ import annotations

import pytest

from pemlint import x509
from pemlint.x509 import Problem
from tests.builder import der
from tests.unit import x509_skeleton as skeleton

EXTENSION_REQUEST = "1.2.840.113549.1.9.14"
MICROSOFT = "1.3.6.1.4.1.311.2.1.14"
NAMES = skeleton.extension("2.5.29.17", der.sequence(der.implicit(2, b"a.example.com")))
ENTRY = der.sequence(der.integer(5), der.time(skeleton.NOT_BEFORE))


def attributes(*items: tuple[str, bytes]) -> bytes:
    return der.explicit(0, *[der.sequence(der.oid(oid), der.set_of(value)) for oid, value in items])


def test_request() -> None:
    password = der.utf8("word")
    data = skeleton.request(
        attributes=attributes(("1.2.840.113549.1.9.7", password), (EXTENSION_REQUEST, der.sequence(NAMES))),
    )
    found = x509.request(data)
    assert found.problems() == ()
    assert found.irregularities == ()
    assert found.version == 1
    assert isinstance(found.tbs, bytes)
    assert data[4 if data[1] == 0x82 else 3 :].startswith(found.tbs)
    assert isinstance(found.subject, x509.Name)
    assert found.subject.text() == "CN=server.example.com,C=DE"
    assert isinstance(found.public_key, x509.PublicKeyInfo)
    assert found.public_key.der == skeleton.SPKI
    assert found.attributes == (
        ("1.2.840.113549.1.9.7", (password,)),
        (EXTENSION_REQUEST, (der.sequence(NAMES),)),
    )
    assert found.subject_alternative_names == (("DNS", "a.example.com", b"a.example.com"),)
    assert isinstance(found.signature_algorithm, x509.AlgorithmIdentifier)
    assert found.signature_algorithm.name == "Ed25519"
    assert found.signature == bytes(range(64))
    assert repr(found) == f"<CertificateRequest of {len(data)} bytes>"


@pytest.mark.parametrize("oid", [EXTENSION_REQUEST, MICROSOFT])
def test_extensions_are_found_in_either_attribute(oid: str) -> None:
    found = x509.request(skeleton.request(attributes=attributes((oid, der.sequence(NAMES)))))
    assert not isinstance(found.extensions, Problem)
    assert [item.oid for item in found.extensions] == ["2.5.29.17"]


def test_request_that_asks_for_nothing() -> None:
    found = x509.request(skeleton.request())
    assert found.attributes == found.extensions == ()
    assert found.subject_alternative_names is None
    assert found.irregularities == ()


def test_attributes_left_out_are_noted() -> None:
    found = x509.request(skeleton.request(attributes=b""))
    assert found.problems() == ()
    assert found.attributes == ()
    assert [problem.reason for problem in found.irregularities] == ["the attributes are left out"]


@pytest.mark.parametrize(
    ("part", "data", "broken"),
    [
        ("version", der.null(), {"version"}),
        ("subject", der.null(), {"subject"}),
        ("public_key", der.sequence(), {"public_key"}),
        ("attributes", der.explicit(0, der.null()), {"attributes", "extensions"}),
        ("attributes", der.explicit(0, der.sequence(der.oid("1.2.3"))), {"attributes", "extensions"}),
        ("attributes", b"\xa0\x10", {"attributes", "extensions"}),
        ("attributes", attributes((EXTENSION_REQUEST, der.null())), {"extensions"}),
        ("attributes", attributes((EXTENSION_REQUEST, der.sequence(der.null()))), {"extensions"}),
        ("attributes", der.explicit(0) + der.null(), {"certification request"}),
        ("attributes", der.null(), {"certification request"}),
        (
            "attributes",
            attributes((EXTENSION_REQUEST, der.sequence(skeleton.extension("2.5.29.17", b"")))),
            {"subject_alternative_names"},
        ),
        ("outer_algorithm", der.sequence(), {"signature_algorithm"}),
        ("signature", b"", {"signature"}),
    ],
)
def test_broken_part_of_a_request(part: str, data: bytes, broken: set[str]) -> None:
    good, found = x509.request(skeleton.request()), x509.request(skeleton.request(**{part: data}))
    assert {field for field, _ in found.problems()} == broken
    for field in {"version", "subject", "public_key", "signature_algorithm", "signature"} - broken:
        assert getattr(found, field) == getattr(good, field), field


def test_revocation_list() -> None:
    number = skeleton.extension("2.5.29.20", der.integer(3))
    data = skeleton.revocation_list(
        revoked=der.sequence(*[ENTRY] * 300),
        extensions=der.explicit(0, der.sequence(number)),
    )
    found = x509.revocation_list(data)
    assert found.problems() == ()
    assert found.irregularities == ()
    assert found.version == 2
    assert isinstance(found.issuer, x509.Name)
    assert found.issuer.text() == "CN=Example CA,O=Example"
    assert (found.this_update, found.next_update) == (skeleton.NOT_BEFORE, skeleton.NOT_AFTER)
    assert found.revoked_count == 300
    assert found.inner_algorithm == found.signature_algorithm
    extension = found.extension("2.5.29.20")
    assert extension is not None
    assert extension.value == der.integer(3)
    assert found.tbs == data[4 : len(data) - len(skeleton.ED25519 + skeleton.SIGNATURE)]


def test_revocation_list_with_everything_left_out() -> None:
    found = x509.revocation_list(skeleton.revocation_list(version=b"", next_update=b""))
    assert found.problems() == ()
    assert (found.version, found.next_update, found.revoked_count, found.extensions) == (1, None, 0, ())


@pytest.mark.parametrize(
    ("part", "data", "broken"),
    [
        ("version", der.tlv(0x02), {"version"}),
        ("algorithm", der.sequence(), {"inner_algorithm"}),
        ("issuer", der.set_of(), {"issuer"}),
        ("this_update", der.tlv(0x17, b"x"), {"this_update"}),
        ("next_update", der.tlv(0x18, b"x"), {"next_update"}),
        ("next_update", der.null(), {"revocation list"}),
        ("revoked", b"\x30\x02\x30\x05", {"revoked_count"}),
        ("extensions", der.explicit(0), {"extensions"}),
        ("extensions", der.explicit(0, der.sequence(der.null())), {"extensions"}),
        ("extensions", b"\xa0\x10", {"revoked_count", "extensions"}),
        ("outer_algorithm", der.null(), {"signature_algorithm"}),
        ("signature", der.null(), {"signature"}),
    ],
)
def test_broken_part_of_a_revocation_list(part: str, data: bytes, broken: set[str]) -> None:
    good, found = (
        x509.revocation_list(skeleton.revocation_list()),
        x509.revocation_list(skeleton.revocation_list(**{part: data})),
    )
    assert {field for field, _ in found.problems()} == broken
    for field in {"version", "issuer", "this_update", "inner_algorithm", "signature_algorithm", "signature"} - broken:
        assert getattr(found, field) == getattr(good, field), field


@pytest.mark.parametrize("data", [b"", b"\x30\x00", b"\x30\x03abc", b"\xff" * 50])
def test_what_is_neither(data: bytes) -> None:
    request, revoked = x509.request(data), x509.revocation_list(data)
    for found in (request, revoked):
        assert all(
            isinstance(getattr(found, field), Problem) for field in ("tbs", "version", "extensions", "signature")
        )
    assert isinstance(request.attributes, Problem)
    assert isinstance(revoked.revoked_count, Problem)
    assert isinstance(revoked.next_update, Problem)


def test_every_cut_is_told() -> None:
    for good, read in (
        (skeleton.request(attributes=attributes((EXTENSION_REQUEST, der.sequence(NAMES)))), x509.request),
        (skeleton.revocation_list(revoked=der.sequence(ENTRY)), x509.revocation_list),
    ):
        assert read(good).problems() == ()
        assert all(read(good[:length]).problems() for length in range(len(good)))
