"""Extensions: the list, the typed values, and what stands in their way."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint import x509
from pemlint.x509 import GeneralName, NameConstraints, Problem
from tests.builder import der
from tests.unit import x509_skeleton as skeleton

BASIC, USAGE, SAN, SKI, AKI = "2.5.29.19", "2.5.29.15", "2.5.29.17", "2.5.29.14", "2.5.29.35"
CONSTRAINTS, PURPOSES = "2.5.29.30", "2.5.29.37"


def with_extensions(*items: bytes) -> x509.Certificate:
    return x509.certificate(skeleton.certificate(extensions=skeleton.extensions(*items)))


def with_value(oid: str, value: bytes) -> x509.Certificate:
    return with_extensions(skeleton.extension(oid, value))


def reasons(found: x509.Certificate) -> list[str]:
    return [problem.reason for problem in found.irregularities]


def test_list() -> None:
    found = with_extensions(
        skeleton.extension("1.2.3", b"abc"),
        skeleton.extension("2.5.29.54", b"", der.boolean(True)),
    )
    assert not isinstance(found.extensions, Problem)
    assert [item[:3] for item in found.extensions] == [("1.2.3", False, b"abc"), ("2.5.29.54", True, b"")]
    for item in found.extensions:
        assert found.der[item.offset : item.offset + len(item.value)] == item.value
    assert found.extension("1.2.3") == found.extensions[0]
    assert found.extension("1.2.4") is None


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (der.null(), "expected SEQUENCE, found NULL"),
        (der.sequence(), "an extension has 0 parts"),
        (der.sequence(der.oid("1.2.3")), "an extension has 1 parts"),
        (der.sequence(der.oid("1.2.3"), der.null()), "expected OCTET STRING, found NULL"),
        (der.sequence(der.oid("1.2.3"), der.null(), der.octet_string(b"")), "expected BOOLEAN, found NULL"),
        (der.sequence(der.tlv(0x06), der.octet_string(b"")), "the OBJECT IDENTIFIER is empty or cut short"),
    ],
)
def test_broken_extension_hides_no_other(broken: bytes, reason: str) -> None:
    found = with_extensions(
        broken,
        skeleton.extension(BASIC, der.sequence(der.boolean(True)), der.boolean(True)),
    )
    assert [(field, problem.reason) for field, problem in found.problems()] == [("extensions", reason)]
    assert found.is_ca


def test_list_that_leads_nowhere_keeps_what_comes_before() -> None:
    found = with_extensions(skeleton.extension(SKI, der.octet_string(b"key")), b"\x30\x70\x06")
    assert [field for field, _ in found.problems()] == ["extensions"]
    assert found.subject_key_identifier == b"key"


def test_first_of_several_counts() -> None:
    found = with_extensions(
        skeleton.extension(SKI, der.octet_string(b"one")),
        skeleton.extension(SKI, der.octet_string(b"two")),
    )
    assert found.subject_key_identifier == b"one"
    assert reasons(found) == [f"the extension {SKI} is there more than once"]
    assert found.problems() == ()


@pytest.mark.parametrize(
    ("critical", "value", "reason"),
    [
        (b"\x01\x01\x00", False, "critical is written out although FALSE is its default"),
        (b"\x01\x01\x01", True, "the BOOLEAN is neither 0x00 nor 0xFF"),
    ],
)
def test_odd_critical(critical: bytes, value: bool, reason: str) -> None:
    found = with_extensions(skeleton.extension("1.2.3", b"", critical))
    extension = found.extension("1.2.3")
    assert extension is not None
    assert extension.critical is value
    assert reasons(found) == [reason]


@pytest.mark.parametrize(
    ("value", "expected", "notes"),
    [
        (der.sequence(), (False, None), 0),
        (der.sequence(der.boolean(True)), (True, None), 0),
        (der.sequence(der.boolean(True), der.integer(0)), (True, 0), 0),
        (der.sequence(der.integer(3)), (False, 3), 0),
        (der.sequence(der.boolean(False)), (False, None), 1),
    ],
)
def test_basic_constraints(value: bytes, expected: tuple[bool, int | None], notes: int) -> None:
    found = with_value(BASIC, value)
    assert found.basic_constraints == expected
    assert len(found.irregularities) == notes


@pytest.mark.parametrize(
    ("value", "names", "notes"),
    [
        (der.named_bits({0}), {"digitalSignature"}, 0),
        (der.named_bits({0, 2}), {"digitalSignature", "keyEncipherment"}, 0),
        (der.named_bits({8}), {"decipherOnly"}, 0),
        (der.named_bits(set(range(8))), {"digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment",
                                         "keyAgreement", "keyCertSign", "cRLSign", "encipherOnly"}, 0),
        (der.named_bits(set()), set(), 0),
        (der.bit_string(b"\x80", 0), {"digitalSignature"}, 1),
        (der.bit_string(b"\x06\x00", 7), {"keyCertSign", "cRLSign"}, 1),
        (der.named_bits({0, 9}), {"digitalSignature"}, 1),
    ],
)  # fmt: skip
def test_key_usage(value: bytes, names: set[str], notes: int) -> None:
    found = with_value(USAGE, value)
    assert found.key_usage == frozenset(names)
    assert len(found.irregularities) == notes


NAMES = [
    (der.implicit(1, b"info@example.com"), ("email", "info@example.com"), b"info@example.com"),
    (der.implicit(2, b"*.example.com"), ("DNS", "*.example.com"), b"*.example.com"),
    (der.implicit(6, b"https://example.com"), ("URI", "https://example.com"), b"https://example.com"),
    (der.implicit(7, b"\x0a\0\0\x07"), ("IP", "10.0.0.7"), b"\x0a\0\0\x07"),
    (der.implicit(7, bytes(15) + b"\1"), ("IP", "::1"), bytes(15) + b"\1"),
    (der.implicit(8, b"\x2a\x03"), ("RID", "1.2.3"), b"\x2a\x03"),
    (der.explicit(4, skeleton.ISSUER), ("directory", "CN=Example CA,O=Example"), skeleton.ISSUER),
    (
        der.explicit(0, der.oid("1.2.3"), der.explicit(0, der.utf8("a"))),
        ("other", "1.2.3"),
        der.oid("1.2.3") + der.explicit(0, der.utf8("a")),
    ),
    (der.explicit(3, der.null()), ("x400", ""), der.null()),
    (der.explicit(5, der.null()), ("edi", ""), der.null()),
]


@pytest.mark.parametrize(("data", "expected", "raw"), NAMES)
def test_general_names(data: bytes, expected: tuple[str, str], raw: bytes) -> None:
    found = with_value(SAN, der.sequence(data))
    assert found.subject_alternative_names == (GeneralName(*expected, raw),)
    assert found.irregularities == ()


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (der.implicit(2, "bücher.example".encode()), "bücher.example"),
        (der.implicit(2, b"b\xfccher.example"), "bücher.example"),
        (der.implicit(7, bytes(5)), ""),
        (der.implicit(7, b""), ""),
        (der.implicit(7, bytes(8)), ""),
    ],
)
def test_general_names_that_are_noted(data: bytes, value: str) -> None:
    found = with_value(SAN, der.sequence(data))
    names = found.subject_alternative_names
    assert names is not None
    assert not isinstance(names, Problem)
    assert names[0].value == value
    assert data.endswith(names[0].raw)
    assert len(found.irregularities) == 1


@settings(derandomize=True, deadline=None)
@given(st.binary(min_size=4, max_size=4) | st.lists(st.sampled_from((0, 0, 1, 0xFFFF)), min_size=8, max_size=8))
def test_addresses_have_the_text_of_the_standard_library(address: bytes | list[int]) -> None:
    raw = address if isinstance(address, bytes) else b"".join(group.to_bytes(2, "big") for group in address)
    expected = ipaddress.ip_address(raw)
    text = x509.address_text(raw)
    assert ipaddress.ip_address(text) == expected
    # later releases write the IPv4 address inside an IPv6 address with dots
    if getattr(expected, "ipv4_mapped", None) is None:
        assert text == str(expected)


def subtrees(*names: bytes) -> bytes:
    return b"".join(map(der.sequence, names))


def test_name_constraints() -> None:
    networks = [
        (bytes((10, 0, 0, 0, 255, 0, 0, 0)), "10.0.0.0/8"),
        (bytes(8), "0.0.0.0/0"),
        (bytes((10, 0, 0, 7, 255, 255, 255, 255)), "10.0.0.7/32"),
        (bytes((10, 0, 0, 7, 255, 0, 255, 0)), "10.0.0.7/255.0.255.0"),
        (b"\x20\x01\x0d\xb8" + bytes(12) + b"\xff" * 4 + bytes(12), "2001:db8::/32"),
        (bytes(5), ""),
        (bytes(4), ""),
    ]
    value = der.sequence(
        der.explicit(0, subtrees(der.implicit(2, b".example.com"), der.explicit(4, skeleton.ISSUER))),
        der.explicit(1, subtrees(*[der.implicit(7, raw) for raw, _ in networks])),
    )
    found = with_value(CONSTRAINTS, value).name_constraints
    assert isinstance(found, NameConstraints)
    assert [name[:2] for name in found.permitted] == [("DNS", ".example.com"), ("directory", "CN=Example CA,O=Example")]
    assert [(name.raw, name.value) for name in found.excluded] == networks


def test_authority_key_identifier() -> None:
    issuer = der.explicit(4, skeleton.ISSUER)
    value = der.sequence(der.implicit(0, b"key"), der.explicit(1, issuer), der.implicit(2, b"\x12\x67"))
    found = with_value(AKI, value).authority_key_identifier
    names = (GeneralName("directory", "CN=Example CA,O=Example", skeleton.ISSUER),)
    assert found == (b"key", names, 4711)
    assert with_value(AKI, der.sequence()).authority_key_identifier == (None, None, None)


def test_extended_key_usage_keeps_its_order() -> None:
    value = der.sequence(der.oid("1.3.6.1.5.5.7.3.2"), der.oid("1.3.6.1.5.5.7.3.1"), der.oid("1.2.3"))
    assert with_value(PURPOSES, value).extended_key_usage == ("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1", "1.2.3")


@pytest.mark.parametrize(
    ("oid", "value", "field", "reason"),
    [
        (BASIC, b"", "basic_constraints", "nothing is left to read"),
        (BASIC, der.sequence() + b"\0", "basic_constraints", "more bytes follow the SEQUENCE"),
        (BASIC, der.sequence(der.null()), "basic_constraints", "expected INTEGER, found NULL"),
        (BASIC, der.sequence(*[der.integer(1)] * 2), "basic_constraints", "basicConstraints have a surplus part"),
        (USAGE, der.octet_string(b""), "key_usage", "expected BIT STRING, found OCTET STRING"),
        (PURPOSES, der.sequence(der.null()), "extended_key_usage", "expected OBJECT IDENTIFIER, found NULL"),
        (SAN, der.sequence(der.null()), "subject_alternative_names", "NULL is no kind of general name"),
        (SAN, der.sequence(der.explicit(4)), "subject_alternative_names", "nothing is left to read"),
        (SAN, der.sequence(der.explicit(0)), "subject_alternative_names", "nothing is left to read"),
        (SAN, der.sequence(der.implicit(8, b"\x80")), "subject_alternative_names", "empty or cut short"),
        (SKI, der.sequence(), "subject_key_identifier", "expected OCTET STRING, found SEQUENCE"),
        (AKI, der.sequence(der.null()), "authority_key_identifier", "has no part NULL"),
        (AKI, der.sequence(der.implicit(2, b"\1"), der.implicit(0, b"")), "authority_key_identifier", "out of order"),
        (AKI, der.sequence(*[der.implicit(0, b"")] * 2), "authority_key_identifier", "out of order"),
        (CONSTRAINTS, der.sequence(der.null()), "name_constraints", "surplus or misplaced NULL"),
        (CONSTRAINTS, der.sequence(der.explicit(1), der.explicit(0)), "name_constraints", "misplaced [0]"),
        (CONSTRAINTS, der.sequence(der.explicit(0, der.sequence())), "name_constraints", "has no name"),
    ],
)
def test_broken_values(oid: str, value: bytes, field: str, reason: str) -> None:
    found = with_value(oid, value)
    [(name, problem)] = found.problems()
    assert name == field
    assert reason in problem.reason
    assert getattr(found, field) == problem
    assert isinstance(problem, Problem)
    extension = found.extension(oid)
    assert extension is not None
    assert extension.offset <= problem.offset <= extension.offset + len(value)


@pytest.mark.parametrize(
    ("oid", "value", "reason"),
    [
        (SAN, der.sequence(), "a list of names is empty"),
        (PURPOSES, der.sequence(), "extKeyUsage is empty"),
        (CONSTRAINTS, der.sequence(), "nameConstraints are empty"),
        (
            CONSTRAINTS,
            der.sequence(der.explicit(0, subtrees(der.implicit(2, b"a") + der.implicit(0, b"\0")))),
            "a subtree of nameConstraints has a minimum or maximum",
        ),
    ],
)
def test_odd_values_are_noted(oid: str, value: bytes, reason: str) -> None:
    found = with_value(oid, value)
    assert found.problems() == ()
    assert reasons(found) == [reason]
