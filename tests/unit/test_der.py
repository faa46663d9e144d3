"""The DER reader: structure, offsets, and what is readable without being DER."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint import der
from pemlint.der import DerError, Note, Problem, Reader
from tests.builder import der as write

OIDS = {
    "1.2.840.113549.1.1.11": "2a864886f70d01010b",
    "2.5.4.3": "550403",
    "2.999.1": "883701",
    "0.9.2342.19200300.100.1.25": "0992268993f22c640119",
    "1.39": "4f",
    "2.0": "50",
    f"2.25.{(1 << 128) - 1}": "6983ffffffffffffffffffffffffffffffffff7f",
}


def first(data: bytes) -> tuple[Reader, der.Element]:
    reader = Reader(data)
    return reader, reader.element(0, len(data))


def refusal(data: bytes) -> Problem:
    with pytest.raises(DerError) as caught:
        first(data)
    return caught.value.problem


@pytest.mark.parametrize(("dotted", "content"), OIDS.items())
def test_oid_both_ways(dotted: str, content: str) -> None:
    assert der.encode_oid(dotted).hex() == content
    assert der.decode_oid(bytes.fromhex(content)) == dotted


@pytest.mark.parametrize(
    ("content", "reason", "offset"),
    [
        ("", "empty or cut short", 7),
        ("2a86", "empty or cut short", 7),
        ("2a8001", "padding", 8),
        ("2a" + "ff" * 30 + "7f", "over 128 bits", 27),
    ],
)
def test_broken_oid(content: str, reason: str, offset: int) -> None:
    with pytest.raises(DerError, match=reason) as caught:
        der.decode_oid(bytes.fromhex(content), 7)
    assert caught.value.offset == offset


def test_known_oids_are_looked_up() -> None:
    data = write.oid("2.5.4.3")
    reader = Reader(data, {b"\x55\x04\x03": "found"})
    assert reader.oid(reader.element(0, len(data))) == "found"


@pytest.mark.parametrize("size", [0, 1, 127, 128, 255, 256, 65536])
def test_length_in_every_form(size: int) -> None:
    data = write.octet_string(bytes(size))
    reader, element = first(data)
    assert element == (0x04, 0, len(data) - size, len(data))
    assert reader.octets(element) == bytes(size)
    assert reader.encoded(element) == data
    assert not reader.notes


@pytest.mark.parametrize("data", ["0481020a0b", "048200020a0b", "048400000002" + "0a0b"])
def test_length_that_is_too_long_is_noted(data: str) -> None:
    reader, element = first(bytes.fromhex(data))
    assert reader.octets(element) == b"\x0a\x0b"
    assert reader.notes == [Note("the length of the OCTET STRING is not in its shortest form", 0)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "nothing is left to read"),
        ("30", "the data end before the element does"),
        ("3080", "the SEQUENCE has an indefinite length, which DER forbids"),
        ("3082", "the length of the SEQUENCE is too long or cut short"),
        ("3089" + "00" * 20, "the length of the SEQUENCE is too long or cut short"),
        ("308201", "the length of the SEQUENCE is too long or cut short"),
        ("30020a", "the SEQUENCE runs past the end of what holds it"),
        ("3088ffffffffffffffff", "the SEQUENCE runs past the end of what holds it"),
        ("1f", "the data end before the element does"),
        ("1f8181818100", "the tag does not end"),
        ("1f81", "the tag does not end"),
        ("1f01", "the length is missing"),
    ],
)
def test_structure_that_cannot_be_followed(data: str, reason: str) -> None:
    assert refusal(bytes.fromhex(data)) == Problem(reason, 0)


def test_tag_of_several_octets() -> None:
    _, element = first(bytes.fromhex("7f21010a"))
    assert element == (0x7F21, 0, 3, 4)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        (0x30, "SEQUENCE"),
        (0x17, "UTCTime"),
        (0x83, "[3]"),
        (0xA0, "[0]"),
        (0x88, "[8]"),
        (0x89, "unknown element"),
        (0x0A, "unknown element"),
        (0x7F21, "unknown element"),
    ],
)
def test_tags_have_the_names_of_the_standards(tag: int, name: str) -> None:
    assert der.tag_name(tag) == name


@pytest.mark.parametrize("value", [0, 1, 127, 128, 255, 256, -1, -128, -129, 1 << 159, 1 << 2047, -(1 << 70)])
def test_integer(value: int) -> None:
    reader, element = first(write.integer(value))
    assert reader.integer(element) == value
    assert not reader.notes


@pytest.mark.parametrize(("data", "value"), [("02020001", 1), ("0202ff80", -128), ("02020000", 0)])
def test_padded_integer_is_noted(data: str, value: int) -> None:
    reader, element = first(bytes.fromhex(data))
    assert reader.integer(element) == value
    assert reader.notes == [Note("the INTEGER has redundant leading bytes", 0)]


def test_boolean() -> None:
    for data, value, notes in (("0101ff", True, 0), ("010100", False, 0), ("010101", True, 1)):
        reader, element = first(bytes.fromhex(data))
        assert reader.boolean(element) is value
        assert len(reader.notes) == notes


def test_bit_string() -> None:
    for data, value, notes in (
        ("0301" + "00", (b"", 0), 0),
        ("030205a0", (b"\xa0", 5), 0),
        ("030205a1", (b"\xa1", 5), 1),
    ):
        reader, element = first(bytes.fromhex(data))
        assert reader.bit_string(element) == value
        assert len(reader.notes) == notes


@pytest.mark.parametrize(
    ("data", "method", "reason"),
    [
        ("0200", "integer", "the INTEGER is empty"),
        ("010a00000000000000000000", "boolean", "the BOOLEAN has 10 bytes instead of one"),
        ("0100", "boolean", "the BOOLEAN has 0 bytes instead of one"),
        ("0300", "bit_string", "the BIT STRING has a wrong number of unused bits"),
        ("030108", "bit_string", "the BIT STRING has a wrong number of unused bits"),
        ("030101", "bit_string", "the BIT STRING has a wrong number of unused bits"),
        ("0500", "integer", "expected INTEGER, found NULL"),
        ("0500", "boolean", "expected BOOLEAN, found NULL"),
        ("0500", "oid", "expected OBJECT IDENTIFIER, found NULL"),
        ("0500", "octets", "expected OCTET STRING, found NULL"),
        ("0500", "bit_string", "expected BIT STRING, found NULL"),
        ("0500", "children", "expected SEQUENCE, found NULL"),
    ],
)
def test_value_that_cannot_be_read(data: str, method: str, reason: str) -> None:
    reader, element = first(bytes.fromhex(data))
    with pytest.raises(DerError) as caught:
        getattr(reader, method)(element)
    assert caught.value.problem == Problem(reason, 0)


def test_children_lie_in_their_parent() -> None:
    data = write.sequence(write.integer(1), write.sequence(write.null()), write.octet_string(bytes(200)))
    reader, element = first(data)
    children = reader.children(element)
    assert [tag for tag, *_ in children] == [0x02, 0x30, 0x04]
    assert [child[1] for child in children[1:]] == [child[3] for child in children[:-1]]
    assert (children[0][1], children[-1][3]) == (element[2], element[3])


def test_children_are_read_as_far_as_lengths_lead() -> None:
    data = write.integer(1) + write.null() + b"\x30\x05\x00"
    reader = Reader(data)
    found, stopped = reader.readable_children(0, len(data))
    assert [tag for tag, *_ in found] == [0x02, 0x05]
    assert stopped is not None
    assert stopped.problem == Problem("the SEQUENCE runs past the end of what holds it", 5)
    with pytest.raises(DerError):
        reader.children((0x30, 0, 0, len(data)))


def test_a_child_ends_where_its_parent_does_although_data_go_on() -> None:
    data = bytes.fromhex("3003" + "020201" + "ff")
    reader, element = first(data)
    with pytest.raises(DerError, match="runs past the end"):
        reader.children(element)


def test_only_one_element() -> None:
    data = write.null() + write.integer(1)
    reader = Reader(data)
    assert reader.only(0, 2) == reader.single(0, 2, der.NULL) == (0x05, 0, 2, 2)
    with pytest.raises(DerError, match="more bytes follow the NULL") as caught:
        reader.only(0, len(data))
    assert caught.value.offset == 2
    with pytest.raises(DerError, match="expected INTEGER, found NULL"):
        reader.single(0, 2, der.INTEGER)


@settings(derandomize=True, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 10))
def test_any_bytes_give_elements_or_a_reason(data: bytes, offset: int) -> None:
    reader = Reader(data)
    found, stopped = reader.readable_children(offset, len(data))
    position = offset
    for tag, start, content, end in found:
        assert start == position < content <= end <= len(data)
        assert tag >= 0
        position = end
    assert (position >= len(data)) == (stopped is None)
    assert all(0 <= note.offset < len(data) for note in reader.notes)


@settings(derandomize=True, deadline=None)
@given(st.integers(0, 2), st.integers(0, 39), st.lists(st.integers(0, (1 << 128) - 1), max_size=5))
def test_oids_survive(top: int, second: int, rest: list[int]) -> None:
    dotted = ".".join(map(str, (top, second, *rest)))
    assert der.decode_oid(der.encode_oid(dotted)) == dotted
