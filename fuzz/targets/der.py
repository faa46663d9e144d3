"""Every element of any bytes, down to the last, and what stands in it."""

from __future__ import annotations

from fuzz import seeds
from fuzz.mutation import asn1
from fuzz.targets import Target
from pemlint import der, forms
from pemlint.der import DerError, Reader

__all__ = ["TARGET"]


def execute(data: bytes) -> None:
    """Read it all; whatever cannot be read is a DerError that points into the data."""
    form = forms.recognise(data)
    assert form.end >= 0
    reader = Reader(data)
    ranges = [(0, len(data))]
    while ranges:
        found, error = reader.readable_children(*ranges.pop())
        if error is not None:
            _points_into(error, data)
        for element in found:
            tag, offset, start, end = element
            assert offset < start <= end <= len(data)
            assert reader.encoded(element) == data[offset:end]
            assert der.tag_name(tag)
            if data[offset] & 0x20 or tag == der.OCTET_STRING:
                ranges.append((start, end))
            else:
                _read(reader, element)
    for note in reader.notes:
        assert note.reason
        assert 0 <= note.offset <= len(data)


def _read(reader: Reader, element: der.Element) -> None:
    """Everything that the content could be."""
    tag, _, start, end = element
    for read in (reader.boolean, reader.integer, reader.oid, reader.bit_string, reader.octets, reader.children):
        try:
            read(element, tag)
        except DerError as error:
            _points_into(error, reader.data)
    try:
        dotted = der.decode_oid(reader.data[start:end], start)
    except DerError as error:
        _points_into(error, reader.data)
    else:
        assert der.encode_oid(dotted) == reader.data[start:end]
    for strict in (reader.only, reader.header):
        try:
            strict(start, end)
        except DerError as error:
            _points_into(error, reader.data)


def _points_into(error: DerError, data: bytes) -> None:
    assert error.reason
    assert 0 <= error.offset <= len(data)


TARGET = Target(execute, asn1.mutate, seeds.binaries, seeds.binaries, longest=1 << 14, seconds=2)
