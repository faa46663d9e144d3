"""What has nothing wrong with it, as in nearly all certificates: read from its own bytes, and if it can be, once."""

from __future__ import annotations

from pemlint.der import OCTET_STRING, SEQUENCE, UTC_TIME, DerError, Reader
from pemlint.x509 import oids
from pemlint.x509.extensions import TYPED, outlined, read_extension, usual_extension
from pemlint.x509.general_names import usual_names
from pemlint.x509.names import Name, plain_name, read_name
from pemlint.x509.times import read_time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from datetime import datetime
    from typing import Any, Final, TypeVar

    from pemlint.der import Element
    from pemlint.x509.memo import Memo

    T = TypeVar("T")
    #: what it adds to the outline, the number of its value, and that value
    Known = tuple[tuple[str, bool, bytes | None], int, Any]

__all__ = ["usual", "usual_extensions", "usual_name", "usual_validity"]

#: the heads of a SEQUENCE of two UTCTimes, and of the first
_UTC_TIMES: Final = b"\x30\x1e\x17\x0d"
#: extensions that are known again; those of a tree are few
_MOST_KNOWN: Final = 4096
#: of such an extension all lengths have one octet
_LONGEST: Final = 0x81
_NUMBERS: Final[Mapping[str, int]] = {oid: number for number, oid in enumerate(TYPED)}
#: of an extension whose value nobody reads; others may have the same
_UNTYPED: Final[tuple[str, Callable[[Reader, Element], object], bool]] = "", Reader.octets, True


def _own(oid: str, tag: int) -> tuple[int, int, tuple[str, bool, None]]:
    return tag, _NUMBERS[oid], (oid, False, None)


#: what each certificate has for itself, by the bytes of its type and the tag after it: the tag of the value, its number
#: among all, and what it adds to the outline
_OWN: Final[Mapping[bytes, tuple[int, int, tuple[str, bool, None]]]] = {
    b"\x06\x03\x55\x1d\x0e\x04": _own(oids.SUBJECT_KEY_IDENTIFIER, OCTET_STRING),
    b"\x06\x03\x55\x1d\x11\x04": _own(oids.SUBJECT_ALTERNATIVE_NAME, SEQUENCE),
}


def usual(how: Callable[[Reader, Element], T], encoded: bytes) -> T | None:
    """What is read in an element, given alone; None where anything is wrong with it, or only odd."""
    reader = Reader(encoded, oids.KNOWN)
    try:
        value = how(reader, reader.only(0, len(encoded)))
    except DerError:
        return None
    return None if reader.notes else value


def usual_name(encoded: bytes) -> Name | None:
    """A name with which nothing is wrong; its length is in the shortest form."""
    start = 2 if encoded[1] < 0x80 else encoded[1] - 0x7E
    return plain_name(encoded, start) or usual(read_name, encoded)


def usual_validity(encoded: bytes) -> tuple[datetime, datetime] | None:
    """Begin and end of a validity with which nothing is wrong."""
    reader = Reader(encoded)
    if len(encoded) == 32 and encoded[:4] == _UTC_TIMES and encoded[17:19] == _UTC_TIMES[2:]:
        try:
            dates = read_time(reader, (UTC_TIME, 2, 4, 17)), read_time(reader, (UTC_TIME, 17, 19, 32))
        except DerError:
            return None
        return None if reader.notes else dates
    return usual(_read_validity, encoded)


def _read_validity(reader: Reader, element: Element) -> tuple[datetime, datetime]:
    dates = reader.children(element)
    if len(dates) != 2:
        raise DerError("the validity has not two dates", element[1])
    return read_time(reader, dates[0]), read_time(reader, dates[1])


def usual_extensions(data: bytes, at: int, limit: int, memo: Memo) -> tuple[Hashable, list[Any]] | None:
    """The outline of the extensions in a range, and their values in the order of ``TYPED``; None for any oddity.

    What other certificates are likely to have too, such as key usages, is known again by its bytes.
    """
    known = memo.extensions
    outline: list[tuple[str, bool, bytes | None]] = []
    values: list[Any] = [None] * (len(TYPED) + 1)
    while at < limit:
        end = at + 2 + data[at + 1]
        if data[at + 1] >= 0x80:
            try:
                end = Reader(data).element(at, limit)[3]
            except DerError:
                return None
        encoded = data[at:end]
        read = known.get(encoded) or _of_its_own(encoded) or _of_many(encoded, known)
        if read is None:
            return None
        entry, number, value = read
        outline.append(entry)
        values[number] = value
        at = end
    found = tuple(outline)
    kept = memo.outlines.get(found)
    if kept is None:
        # one that is there twice is odd, too
        if not found or len({oid for oid, *_ in found}) < len(found):
            return None
        kept = memo.outlines[found] = found
    return (kept, values) if at == limit else None


def _of_its_own(encoded: bytes) -> Known | None:
    """An identifier of the subject's key, or host names, with short lengths; None for anything else."""
    size = len(encoded)
    own = _OWN.get(encoded[2:8])
    if own is None or not 11 <= size <= _LONGEST or encoded[0] != SEQUENCE:
        return None
    tag, number, entry = own
    if encoded[8] != size - 9 or encoded[9] != tag or encoded[10] != size - 11:
        return None
    value = usual_names(encoded, 11) if tag == SEQUENCE else encoded[11:]
    return (entry, number, value) if value else None


def _of_many(encoded: bytes, known: dict[bytes, Known]) -> Known | None:
    """Any extension, remembered if others are likely to have it."""
    extension = usual_extension(Reader(encoded, oids.KNOWN), 0, len(encoded)) or usual(read_extension, encoded)
    if extension is None:
        return None
    name, how, keep = TYPED.get(extension.oid, _UNTYPED)
    value = usual(how, extension.value) if name else None
    if name and value is None:
        return None
    read = outlined((extension,))[0], _NUMBERS.get(extension.oid, len(TYPED)), value
    if keep and len(encoded) <= _LONGEST and len(known) < _MOST_KNOWN:
        known[encoded] = read
    return read
