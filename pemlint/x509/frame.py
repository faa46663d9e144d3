"""Where the parts of a certificate start that is built as nearly all are: version 3, extensions, and DER throughout."""

from __future__ import annotations

from pemlint.der import BIT_STRING, SEQUENCE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["frame"]

_VERSION_3: Final = b"\xa0\x03\x02\x01\x02"
#: serial number, algorithm, issuer, validity, subject, public key; then extensions, the list in them, and nothing else
_SKIPPED: Final = b"\x02\x30\x30\x30\x30\x30"
_ENTERED: Final = b"\xa3\x30"


def frame(der: bytes) -> list[int] | None:
    """Offsets of the parts, if they fill the bytes exactly and all lengths are in their shortest form; else None.

    They are: the serial number, algorithm, issuer, validity, subject and public key, the extensions, the list in them,
    the first of them, the algorithm behind the signed bytes, which is the same, and the octets of the signature.
    """
    try:
        return _places(der)
    except (IndexError, ValueError):
        return None


def _places(der: bytes) -> list[int]:
    """The same. Raises IndexError or ValueError where there is no such frame."""
    size = len(der)
    start, end = _inside(der, 0, SEQUENCE)
    at, signed = _inside(der, start, SEQUENCE)
    if end != size or not der.startswith(_VERSION_3, at):
        raise ValueError
    at += len(_VERSION_3)
    places: list[int] = []
    # not by the function, whose calls would be half of the time: this is done for every certificate
    for tag in _SKIPPED:
        places.append(at)
        length = der[at + 1]
        if length >= 0x80:
            _, at = _inside(der, at, tag)
        elif der[at] == tag:
            at += 2 + length
        else:
            raise ValueError
    algorithm = der[places[1] : places[2]]
    for tag in _ENTERED:
        places.append(at)
        at, end = _inside(der, at, tag)
        if end != signed:
            raise ValueError
    octets, end = _inside(der, signed + len(algorithm), BIT_STRING)
    # all of the last octet counts
    if end != size or der[octets] or not der.startswith(algorithm, signed):
        raise ValueError
    places += (at, signed, octets + 1)
    return places


def _inside(der: bytes, at: int, tag: int) -> tuple[int, int]:
    """Where the content of an element starts and ends. Raises IndexError or ValueError."""
    if der[at] != tag:
        raise ValueError
    length = der[at + 1]
    if length < 0x80:
        return at + 2, at + 2 + length
    if length == 0x82 and der[at + 2]:
        return at + 4, at + 4 + (der[at + 2] << 8 | der[at + 3])
    if length == 0x81 and der[at + 2] >= 0x80:
        return at + 3, at + 3 + der[at + 2]
    raise ValueError
