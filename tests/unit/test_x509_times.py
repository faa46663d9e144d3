"""Dates: RFC 5280 allows two forms, X.680 many, and some are none at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pemlint.der import DerError, Note, Reader
from pemlint.x509.times import read_time
from tests.builder import der

UTC_TIME, GENERALIZED = 0x17, 0x18


def read(tag: int, text: str) -> tuple[datetime, list[Note]]:
    data = der.tlv(tag, text.encode("latin-1"))
    reader = Reader(data)
    return read_time(reader, reader.element(0, len(data))), reader.notes


@pytest.mark.parametrize(
    ("tag", "text", "moment"),
    [
        (UTC_TIME, "500101000000Z", (1950, 1, 1)),
        (UTC_TIME, "991231235959Z", (1999, 12, 31, 23, 59, 59)),
        (UTC_TIME, "000229120000Z", (2000, 2, 29, 12)),
        (UTC_TIME, "491231235959Z", (2049, 12, 31, 23, 59, 59)),
        (GENERALIZED, "20500101000000Z", (2050, 1, 1)),
        (GENERALIZED, "99991231235959Z", (9999, 12, 31, 23, 59, 59)),
        (GENERALIZED, "00010101000000Z", (1, 1, 1)),
        (GENERALIZED, "19491231235959Z", (1949, 12, 31, 23, 59, 59)),
    ],
)
def test_forms_of_rfc_5280(tag: int, text: str, moment: tuple[int, int, int]) -> None:
    assert read(tag, text) == (datetime(*moment, tzinfo=UTC), [])


@pytest.mark.parametrize(
    ("tag", "text", "moment"),
    [
        (UTC_TIME, "2601011230Z", (2026, 1, 1, 12, 30)),
        (UTC_TIME, "260101123000", (2026, 1, 1, 12, 30)),
        (UTC_TIME, "260101123000+0100", (2026, 1, 1, 11, 30)),
        (UTC_TIME, "2601012330-0130", (2026, 1, 2, 1, 0)),
        (GENERALIZED, "20600101123000.123Z", (2060, 1, 1, 12, 30)),
        (GENERALIZED, "20600101123000,5", (2060, 1, 1, 12, 30)),
        (GENERALIZED, "206001011230", (2060, 1, 1, 12, 30)),
        (GENERALIZED, "20600101123000+0200", (2060, 1, 1, 10, 30)),
    ],
)
def test_other_forms_are_read_and_noted(tag: int, text: str, moment: tuple[int, int, int]) -> None:
    found, notes = read(tag, text)
    assert found == datetime(*moment, tzinfo=UTC)
    assert len(notes) == 1
    assert notes[0].reason.endswith("is not written as date, time to the second and Z")


@pytest.mark.parametrize("year", [1950, 2026, 2049])
def test_generalized_time_where_utc_time_is_due_is_noted(year: int) -> None:
    found, notes = read(GENERALIZED, f"{year}0101000000Z")
    assert found == datetime(year, 1, 1, tzinfo=UTC)
    assert notes == [Note("a date from 1950 to 2049 is written as GeneralizedTime instead of UTCTime", 0, "time")]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        (UTC_TIME, ""),
        (UTC_TIME, "Z"),
        (UTC_TIME, "26010112Z"),
        (UTC_TIME, "26010112300Z"),
        (UTC_TIME, "2601011230000Z"),
        (UTC_TIME, "260101123000z"),
        (UTC_TIME, "260101123000.5Z"),
        (UTC_TIME, "260101123000+01"),
        (UTC_TIME, "260101123000+01a0"),
        (UTC_TIME, "-60101123000Z"),
        (UTC_TIME, " 60101123000Z"),
        (UTC_TIME, "2601\xb2\xb2123000Z"),
        (UTC_TIME, "261301000000Z"),
        (UTC_TIME, "260230000000Z"),
        (UTC_TIME, "260101240000Z"),
        (UTC_TIME, "260101235960Z"),
        (UTC_TIME, "250229000000Z"),
        (GENERALIZED, "00000101000000Z"),
        (GENERALIZED, "20600101123000.Z"),
        (GENERALIZED, "99991231235959-0100"),
        (GENERALIZED, "00010101000000+0100"),
        (0x05, ""),
    ],
)
def test_no_date(tag: int, text: str) -> None:
    with pytest.raises(DerError) as caught:
        read(tag, text)
    assert caught.value.offset == 0
