"""Names: text as in RFC 4514, comparison as in RFC 5280 7.1, and values that are not what their type says."""

from __future__ import annotations

import pytest

from pemlint import x509
from pemlint.x509 import Name, Problem
from tests.builder import der
from tests.unit import x509_skeleton as skeleton

CN, ORGANIZATION, EMAIL = "2.5.4.3", "2.5.4.10", "1.2.840.113549.1.9.1"


def read(*rdns: bytes) -> Name:
    found = x509.name(der.sequence(*rdns))
    assert isinstance(found, Name)
    return found


def common_name(value: bytes) -> Name:
    return read(skeleton.rdn(CN, value))


def reasons(*rdns: bytes) -> list[str]:
    found = x509.certificate(skeleton.certificate(subject=der.sequence(*rdns)))
    assert isinstance(found.subject, Name)
    return [problem.reason for problem in found.irregularities]


def test_text_starts_with_the_most_specific() -> None:
    name = read(
        skeleton.rdn("2.5.4.6", der.printable("DE")),
        skeleton.rdn(ORGANIZATION, der.utf8("Example")),
        skeleton.rdn(CN, der.utf8("server")),
        skeleton.rdn(EMAIL, der.ia5("info@example.com")),
        skeleton.rdn("2.999.1", der.utf8("odd")),
    )
    assert name.text() == "2.999.1=odd,emailAddress=info@example.com,CN=server,O=Example,C=DE"
    assert not name.empty
    assert name.values(ORGANIZATION) == ("Example",)
    assert name.common_names == ("server",)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a,b+c", r"a\,b\+c"),
        ('"<a>";\\', r"\"\<a\>\"\;" + "\\\\"),
        (" a ", r"\ a\ "),
        (" ", r"\ "),
        ("#a", r"\#a"),
        ("a#", "a#"),
        ("a\0b", r"a\00b"),
        ("", ""),
        ("a=b", "a=b"),
        ("Zürich", "Zürich"),
    ],
)
def test_text_is_escaped_so_that_it_can_be_read_back(value: str, text: str) -> None:
    assert common_name(der.utf8(value)).text() == f"CN={text}"


def test_multi_valued_relative_name() -> None:
    pair = skeleton.attribute(CN, der.utf8("a")), skeleton.attribute(ORGANIZATION, der.utf8("b"))
    name = read(der.set_of(*pair))
    assert [len(rdn) for rdn in name.rdns] == [2]
    assert name.text() == "CN=a+O=b"
    assert read(der.tlv(0x31, *reversed(pair))).key == name.key
    assert read(der.set_of(pair[0]), der.set_of(pair[1])).key != name.key


def test_empty_name() -> None:
    assert read().empty
    assert read().text() == ""
    assert read(der.set_of()).empty
    assert reasons(der.set_of()) == ["a relative distinguished name is empty"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (der.utf8("Müller"), "Müller"),
        (der.printable("Mueller"), "Mueller"),
        (der.bmp("Müller \U0001f512"), "Müller \U0001f512"),
        (der.tlv(0x1C, "Müller".encode("utf-32-be")), "Müller"),
        (der.tlv(0x14, b"M\xfcller"), "Müller"),
        (der.tlv(0x14, "Müller".encode()), "Müller"),
        (der.tlv(0x12, b"4711"), "4711"),
        (der.utf8("x" * 1000), "x" * 1000),
    ],
)
def test_string_types(value: bytes, text: str) -> None:
    name = common_name(value)
    assert name.common_names == (text,)
    assert (name.rdns[0][0].oid, name.rdns[0][0].tag) == (CN, value[0])
    assert value.endswith(name.rdns[0][0].raw)
    assert reasons(skeleton.rdn(CN, value)) == []


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        (der.tlv(0x0C, b"M\xfcller"), "M\ufffdller", "UTF8String"),
        (der.tlv(0x13, b"M\xfcller"), "Müller", "PrintableString"),
        (der.tlv(0x13, "Müller".encode()), "Müller", "PrintableString"),
        (der.tlv(0x16, b"M\xfcller"), "Müller", "IA5String"),
        (der.tlv(0x1E, b"\0a\0"), "a\ufffd", "BMPString"),
        (der.tlv(0x1C, b"\0\0\0a\0"), "a\ufffd", "UniversalString"),
    ],
)
def test_bytes_that_are_no_text_of_their_type_are_noted(value: bytes, text: str, kind: str) -> None:
    assert common_name(value).common_names == (text,)
    assert reasons(skeleton.rdn(CN, value)) == [f"the {kind} holds bytes that are not text of its type"]


def test_value_that_is_no_string_is_shown_as_hexadecimal_der() -> None:
    value = der.integer(4711)
    name = common_name(value)
    assert name.text() == f"CN=#{value.hex()}"
    assert name.key != common_name(der.utf8(f"#{value.hex()}")).key


@pytest.mark.parametrize(
    "same",
    [
        der.utf8("Example Müller"),
        der.bmp("EXAMPLE MÜLLER"),
        der.utf8("  example \t müller "),
        der.utf8("Example Mu\u0308ller"),
    ],
)
def test_names_that_match(same: bytes) -> None:
    assert common_name(same).key == common_name(der.tlv(0x14, b"Example M\xfcller")).key


@pytest.mark.parametrize(
    "other",
    [
        read(skeleton.rdn(CN, der.utf8("Example"))),
        read(skeleton.rdn(ORGANIZATION, der.utf8("Example CA"))),
        read(skeleton.rdn(CN, der.utf8("ExampleCA"))),
        read(skeleton.rdn(CN, der.utf8("Example CA")), der.set_of()),
        read(*[skeleton.rdn(CN, der.utf8("Example CA"))] * 2),
    ],
)
def test_names_that_do_not_match(other: Name) -> None:
    assert other.key != common_name(der.utf8("Example CA")).key


def test_lone_surrogates_have_a_key() -> None:
    assert common_name(der.tlv(0x1E, b"\xd8\x00")).key


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "nothing is left to read"),
        (der.null(), "expected SEQUENCE, found NULL"),
        (der.sequence() + b"\0", "more bytes follow the SEQUENCE"),
        (der.sequence(der.null()), "expected SET, found NULL"),
        (der.sequence(der.set_of(der.null())), "expected SEQUENCE, found NULL"),
        (der.sequence(der.set_of(der.sequence(der.oid(CN)))), "1 parts instead of a type and a value"),
        (der.sequence(der.set_of(der.sequence(der.utf8("a"), der.utf8("b")))), "expected OBJECT IDENTIFIER"),
        (der.sequence(skeleton.rdn(CN, der.utf8("abc"))[:-1]), "runs past the end"),
    ],
)
def test_broken_name(data: bytes, reason: str) -> None:
    found = x509.name(data)
    assert isinstance(found, Problem)
    assert reason in found.reason


def test_usual_and_unusual_encodings_give_equal_attributes() -> None:
    usual = skeleton.rdn(CN, der.utf8("abc"))
    long_form = b"\x31\x81" + usual[1:]
    assert read(long_form).rdns == read(usual).rdns
