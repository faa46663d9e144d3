"""Dates and times of certificates and revocation lists (RFC 5280 4.1.2.5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from pemlint.der import GENERALIZED_TIME, UTC_TIME, DerError, tag_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.der import Element, Reader

__all__ = ["read_time"]


def read_time(reader: Reader, element: Element) -> datetime:
    """A UTCTime or GeneralizedTime in UTC, to the second. Raises DerError."""
    tag, start, content, end = element
    text = reader.data[content:end]
    if tag == UTC_TIME:
        if len(text) == 13 and text[12] == 0x5A and text[:12].isdigit():
            return _moment(element, (b"19" if text[0] >= 0x35 else b"20") + text[:12])
        return _irregular(reader, element, text, 2)
    if tag != GENERALIZED_TIME:
        raise DerError(f"expected UTCTime or GeneralizedTime, found {tag_name(tag)}", start)
    if len(text) != 15 or text[14] != 0x5A or not text[:14].isdigit():
        return _irregular(reader, element, text, 4)
    moment = _moment(element, text[:14])
    if 1950 <= moment.year < 2050:
        reader.note("a date from 1950 to 2049 is written as GeneralizedTime instead of UTCTime", start, "time")
    return moment


def _irregular(reader: Reader, element: Element, text: bytes, width: int) -> datetime:
    """Forms that X.680 has and RFC 5280 forbids: no seconds, fractions of a second, an offset, no zone at all."""
    tag, start = element[:2]
    error = DerError(f"the {tag_name(tag)} is not a date and time", start)
    head, rest = text[: width + 8], text[width + 8 :]
    if len(head) != width + 8 or not head.isdigit():
        raise error
    seconds = b"00"
    if len(rest) >= 2 and rest[:2].isdigit():
        seconds, rest = rest[:2], rest[2:]
    if width == 4 and rest[:1] in (b".", b",") and rest[1:2].isdigit():
        rest = rest[1:].lstrip(b"0123456789")
    century = b"" if width == 4 else b"19" if head[0] >= 0x35 else b"20"
    moment = _moment(element, century + head + seconds)
    if len(rest) == 5 and rest[:1] in (b"+", b"-") and rest[1:].isdigit():
        offset = timedelta(hours=int(rest[1:3]), minutes=int(rest[3:]))
        try:
            moment = moment - offset if rest[:1] == b"+" else moment + offset
        except OverflowError:
            raise error from None
    elif rest not in (b"Z", b""):
        raise error
    reader.note(f"the {tag_name(tag)} is not written as date, time to the second and Z", start, "time")
    return moment


def _moment(element: Element, digits: bytes) -> datetime:
    """The time of the fourteen digits. Raises DerError for one that does not exist."""
    # newer versions of Python take 24 for an hour
    hours = digits[8:].decode() if digits[8:10] != b"24" else ""
    try:
        return datetime.fromisoformat(f"{digits[:8].decode()}T{hours}Z")
    except ValueError:
        raise DerError(f"the {tag_name(element[0])} is a date or time that does not exist", element[1]) from None
