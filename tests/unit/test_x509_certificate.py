"""The certificate: its fields, and how one broken field leaves the others readable."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pemlint import x509
from pemlint.x509 import Problem
from tests.builder import der
from tests.unit import x509_skeleton as skeleton

GOOD = skeleton.certificate()
FIELDS = {
    "tbs",
    "version",
    "serial_number",
    "inner_algorithm",
    "issuer",
    "not_before",
    "not_after",
    "subject",
    "public_key",
    "extensions",
    "signature_algorithm",
    "signature",
}


def broken_fields(certificate: x509.Certificate) -> set[str]:
    return {field for field, _ in certificate.problems()}


def assert_equal_but_for(data: bytes, broken: set[str]) -> None:
    """Exactly these fields have problems, and all others are those of the good certificate."""
    good, found = x509.certificate(GOOD), x509.certificate(data)
    assert broken_fields(found) == broken
    for field in FIELDS - broken - {"tbs", "extensions"}:
        assert getattr(found, field) == getattr(good, field), field


def test_what_follows_the_signature_is_told_where_it_is_no_element() -> None:
    parts = GOOD[4:]
    found = x509.certificate(der.sequence(parts, b"\x30\x05\x00"))
    assert broken_fields(found) == {"certificate"}
    assert found.extensions == x509.certificate(GOOD).extensions


def test_extensions_are_read_again_when_asked_for() -> None:
    found = x509.certificate(GOOD)
    assert found.role == "ca"
    assert not isinstance(found.extensions, Problem)
    assert [extension.oid for extension in found.extensions] == ["2.5.29.19", "2.5.29.15", "2.5.29.17", "2.5.29.14"]
    assert found.extensions is found.extensions
    assert found.outline == x509.certificate(der.sequence(GOOD[4:]), None).outline


def test_good_certificate() -> None:
    found = x509.certificate(GOOD)
    assert found.problems() == ()
    assert found.irregularities == ()
    assert found.der == GOOD
    assert isinstance(found.tbs, bytes)
    assert found.tbs == GOOD[4 : 4 + len(found.tbs)]
    assert (found.version, found.serial_number, found.trailing) == (3, 4711, 0)
    assert isinstance(found.issuer, x509.Name)
    assert isinstance(found.subject, x509.Name)
    assert found.issuer.text() == "CN=Example CA,O=Example"
    assert found.subject.common_names == ("server.example.com",)
    assert (found.not_before, found.not_after) == (skeleton.NOT_BEFORE, skeleton.NOT_AFTER)
    assert found.inner_algorithm == found.signature_algorithm
    assert found.signature == bytes(range(64))
    assert isinstance(found.public_key, x509.PublicKeyInfo)
    assert found.public_key.der == skeleton.SPKI
    assert found.basic_constraints == (True, 1)
    assert found.key_usage == frozenset({"keyCertSign", "cRLSign"})
    assert found.subject_alternative_names == (("DNS", "server.example.com", b"server.example.com"),)
    assert found.subject_key_identifier == b"key"
    assert found.extended_key_usage is found.authority_key_identifier is found.name_constraints is None
    assert found.is_ca
    assert not found.self_issued


@pytest.mark.parametrize(
    ("part", "data", "broken"),
    [
        ("version", der.explicit(0, der.null()), {"version"}),
        ("version", der.explicit(0), {"version"}),
        ("version", der.explicit(1, der.integer(2)), {"version"}),
        ("version", der.explicit(0, der.integer(2), der.integer(2)), {"version"}),
        ("serial", der.tlv(0x02), {"serial_number"}),
        ("serial", der.utf8("4711"), {"serial_number"}),
        ("algorithm", der.sequence(), {"inner_algorithm"}),
        ("algorithm", der.sequence(der.null()), {"inner_algorithm"}),
        ("algorithm", der.sequence(der.tlv(0x06, b"\x80\x01")), {"inner_algorithm"}),
        ("issuer", der.set_of(), {"issuer"}),
        ("issuer", der.sequence(der.sequence()), {"issuer"}),
        ("issuer", der.sequence(der.set_of(der.sequence(der.oid("2.5.4.3")))), {"issuer"}),
        ("issuer", der.sequence(b"\x31\x20\x30"), {"issuer"}),
        ("validity", der.null(), {"not_before", "not_after"}),
        ("validity", der.sequence(), {"not_before", "not_after"}),
        ("validity", der.sequence(der.time(skeleton.NOT_BEFORE)), {"not_after"}),
        ("validity", der.sequence(der.null(), der.time(skeleton.NOT_AFTER)), {"not_before"}),
        ("validity", der.sequence(der.tlv(0x17, b"261301000000Z"), der.time(skeleton.NOT_AFTER)), {"not_before"}),
        ("validity", der.sequence(*[der.time(skeleton.NOT_BEFORE)] * 3), {"certificate"}),
        ("subject", der.null(), {"subject"}),
        ("public_key", der.null(), {"public_key"}),
        ("public_key", der.sequence(skeleton.ED25519), {"public_key"}),
        ("extensions", der.explicit(3), {"extensions"}),
        ("extensions", der.explicit(3, der.set_of()), {"extensions"}),
        ("extensions", der.explicit(4, der.sequence()), {"certificate"}),
        ("extensions", skeleton.EXTENSIONS + der.null(), {"certificate"}),
        ("extensions", b"\xa3\x20\x30", {"extensions"}),
        ("extensions", skeleton.EXTENSIONS + b"\x30\x20", {"certificate"}),
        ("outer_algorithm", der.null(), {"signature_algorithm"}),
        ("signature", der.octet_string(b"abc"), {"signature"}),
        ("signature", der.tlv(0x03), {"signature"}),
        ("signature", b"", {"signature"}),
        ("signature", skeleton.SIGNATURE + der.null(), {"certificate"}),
    ],
)
def test_broken_part_spoils_its_own_field_only(part: str, data: bytes, broken: set[str]) -> None:
    changed = skeleton.certificate(**{part: data})
    if part == "validity" and broken == {"certificate"}:
        assert broken_fields(x509.certificate(changed)) == broken
    else:
        assert_equal_but_for(changed, broken)


def test_offsets_point_into_the_certificate() -> None:
    marker = der.utf8("no number")
    data = skeleton.certificate(serial=marker)
    assert x509.certificate(data).serial_number == Problem("expected INTEGER, found UTF8String", data.index(marker))


@pytest.mark.parametrize("tag", [0x31, 0x04])
def test_signed_bytes_with_a_wrong_tag(tag: int) -> None:
    assert_equal_but_for(GOOD[:4] + bytes((tag,)) + GOOD[5:], {"tbs"})


def test_every_cut_is_told_and_keeps_what_comes_before() -> None:
    good = x509.certificate(GOOD)
    readable = []
    for length in range(len(GOOD)):
        found = x509.certificate(GOOD[:length])
        assert found.problems()
        kept = {field for field in FIELDS if getattr(found, field) == getattr(good, field)}
        readable.append(len(kept))
        assert kept | broken_fields(found) >= FIELDS
    assert readable == sorted(readable)
    assert readable[-1] == len(FIELDS) - 1  # all but the signature


def test_length_that_claims_too_much() -> None:
    data = GOOD[:3] + bytes((GOOD[3] + 1,)) + GOOD[4:]
    assert GOOD[1] == 0x82
    assert_equal_but_for(data, {"certificate"})
    assert "1 of" in x509.certificate(data).problems()[0][1].reason


@pytest.mark.parametrize("data", [b"", b"\x30", b"\x30\x00", b"\x05\x00", b"\x30\x80\x00\x00", b"abc", bytes(100)])
def test_what_is_no_certificate_has_no_fields(data: bytes) -> None:
    found = x509.certificate(data)
    assert broken_fields(found) >= FIELDS
    assert not found.is_ca
    assert not found.self_issued
    assert found.extension("2.5.29.19") is None
    assert isinstance(found.basic_constraints, Problem)


def test_trailing_bytes_are_counted_and_spoil_nothing() -> None:
    found = x509.certificate(GOOD + b"\n\0")
    assert found.trailing == 2
    assert found.problems() == ()
    assert found != x509.certificate(GOOD)


@pytest.mark.parametrize(
    ("encoded", "version"), [(b"", 1), (0, 1), (1, 2), (2, 3), (3, 4), (-1, 0), (1 << 80, (1 << 80) + 1)]
)
def test_version_as_people_count(encoded: int | bytes, version: int) -> None:
    part = der.explicit(0, der.integer(encoded)) if isinstance(encoded, int) else encoded
    found = x509.certificate(skeleton.certificate(version=part))
    assert found.version == version
    assert found.problems() == ()
    assert [problem.reason for problem in found.irregularities] == (
        ["version 1 is written out although it is the default"] if encoded == 0 else []
    )
    assert found.is_ca == (version == 3)


def test_unique_identifiers_are_stepped_over() -> None:
    unique = der.implicit(1, b"\0a") + der.implicit(2, b"\0b")
    assert_equal_but_for(skeleton.certificate(extensions=unique + skeleton.EXTENSIONS), set())


def test_self_issued_compares_names_as_rfc_5280_does() -> None:
    upper = der.sequence(
        skeleton.rdn("2.5.4.10", der.printable("EXAMPLE")),
        skeleton.rdn("2.5.4.3", der.utf8("  example   ca ")),
    )
    assert x509.certificate(skeleton.certificate(subject=skeleton.ISSUER)).self_issued
    assert x509.certificate(skeleton.certificate(subject=upper)).self_issued
    assert not x509.certificate(skeleton.certificate(subject=der.null())).self_issued


def test_equality_is_that_of_the_bytes() -> None:
    one, same, other = x509.certificate(GOOD), x509.certificate(GOOD), x509.certificate(GOOD[:-1])
    assert one == same
    assert hash(one) == hash(same)
    assert one not in {other, x509.request(GOOD), GOOD}
    assert repr(one) == f"<Certificate of {len(GOOD)} bytes>"


def test_typed_extensions_are_read_once() -> None:
    found = x509.certificate(GOOD)
    assert found.subject_alternative_names is found.subject_alternative_names


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"serial": b"\x02\x02\x00\x01"}, "the INTEGER has redundant leading bytes"),
        ({"serial": b"\x02\x81\x01\x01"}, "the length of the INTEGER is not in its shortest form"),
        ({"signature": der.bit_string(b"\x80", 7)}, "the signature is not a whole number of bytes"),
        (
            {"validity": der.sequence(der.tlv(0x17, b"2601010000Z"), der.time(skeleton.NOT_AFTER))},
            "the UTCTime is not written as date, time to the second and Z",
        ),
        (
            {"validity": der.sequence(der.tlv(0x18, b"20260101000000Z"), der.time(datetime(2060, 1, 1, tzinfo=UTC)))},
            "a date from 1950 to 2049 is written as GeneralizedTime instead of UTCTime",
        ),
        (
            {"public_key": der.sequence(der.sequence(der.oid("1.2.3.4")), der.bit_string(b"\x80", 7))},
            "the public key is not a whole number of bytes",
        ),
        (
            {"public_key": skeleton.SPKI_WITHOUT_NULL},
            "the parameters of rsaEncryption are not NULL",
        ),
        ({"subject": der.sequence(der.set_of())}, "a relative distinguished name is empty"),
        ({"extensions": skeleton.extensions()}, "the list of extensions is empty"),
    ],
)
def test_irregularities_are_no_problems(parts: dict[str, bytes], reason: str) -> None:
    found = x509.certificate(skeleton.certificate(**parts))
    assert found.problems() == ()
    assert [problem.reason for problem in found.irregularities] == [reason]
    assert 0 < found.irregularities[0].offset < len(found.der)


def test_the_parts_of_a_certificate_without_it_are_none() -> None:
    """Four elements side by side were taken for a whole and its three parts, and then not found."""
    found = x509.certificate(b"\x30\x00" * 3 + b"\x03\x01\x00")
    assert found.trailing == 7
    assert found.problems()
