"""DER elements (X.690) addressed by byte offset, for readers that must say where a value breaks.

Structure is strict: a length that leaves its parent, or of indefinite form, raises :class:`DerError`. An encoding that
is not DER but has only one meaning is read, and noted in :attr:`Reader.notes`. All work is linear in the input, and
nothing recurses. No reason tells a length or an unknown tag: what is read may be the bytes of a private key.
"""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

__all__ = ["DerError", "Element", "Note", "Problem", "Reader", "decode_oid", "encode_oid", "tag_name"]

BOOLEAN: Final = 0x01
INTEGER: Final = 0x02
BIT_STRING: Final = 0x03
OCTET_STRING: Final = 0x04
NULL: Final = 0x05
OBJECT_IDENTIFIER: Final = 0x06
UTF8_STRING: Final = 0x0C
PRINTABLE_STRING: Final = 0x13
TELETEX_STRING: Final = 0x14
IA5_STRING: Final = 0x16
UTC_TIME: Final = 0x17
GENERALIZED_TIME: Final = 0x18
UNIVERSAL_STRING: Final = 0x1C
BMP_STRING: Final = 0x1E
SEQUENCE: Final = 0x30
SET: Final = 0x31

_TAG_NAMES: Final[Mapping[int, str]] = {
    BOOLEAN: "BOOLEAN",
    INTEGER: "INTEGER",
    BIT_STRING: "BIT STRING",
    OCTET_STRING: "OCTET STRING",
    NULL: "NULL",
    OBJECT_IDENTIFIER: "OBJECT IDENTIFIER",
    UTF8_STRING: "UTF8String",
    PRINTABLE_STRING: "PrintableString",
    TELETEX_STRING: "TeletexString",
    IA5_STRING: "IA5String",
    UTC_TIME: "UTCTime",
    GENERALIZED_TIME: "GeneralizedTime",
    UNIVERSAL_STRING: "UniversalString",
    BMP_STRING: "BMPString",
    SEQUENCE: "SEQUENCE",
    SET: "SET",
}

#: X.509 uses [0] to [8] (RFC 5280 4.2.1.6)
_LARGEST_CONTEXT_TAG: Final = 8
#: a component of an OID in octets; 19 hold the 128 bits of a UUID (X.667), and text of longer ones costs quadratic time
_MAX_ARC_OCTETS: Final = 19
_MAX_TAG_OCTETS: Final = 4
_MAX_LENGTH_OCTETS: Final = 8

#: (tag, offset of the element, offset of its content, offset past its end); a plain tuple because reading makes many.
#: The tag is the identifier octet, or all identifier octets as one number where there are several.
Element = tuple[int, int, int, int]


class Problem(NamedTuple):
    """Why a field could not be read, and the byte offset in the DER."""

    reason: str
    offset: int


class Note(NamedTuple):
    """What is irregular in a value that can be read, and the byte offset in the DER."""

    reason: str
    offset: int
    #: what it is about: ``DER`` (X.690), ``default`` (a default written out), ``time``, ``key usage``, ``text``,
    #: ``parameters``, ``size`` (a list that must not be empty), ``other``
    kind: str = "DER"


class DerError(ValueError):
    """A value that cannot be read, as ``reason`` and ``offset``."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset

    @property
    def problem(self) -> Problem:
        """The same as a plain record."""
        return Problem(self.reason, self.offset)


def tag_name(tag: int) -> str:
    """What a tag that X.509 uses is called: ``SEQUENCE``, ``[3]``; of others only that they are unknown."""
    name = _TAG_NAMES.get(tag)
    if name is None:
        name = f"[{tag & 0x1F}]" if 0x80 <= tag < 0xC0 and tag & 0x1F <= _LARGEST_CONTEXT_TAG else "unknown element"
    return name


def encode_oid(dotted: str) -> bytes:
    """The content octets of an OBJECT IDENTIFIER (X.690 8.19). Raises ValueError for text that is not one."""
    first, second, *rest = (int(part) for part in dotted.split("."))
    out = bytearray()
    for arc in (first * 40 + second, *rest):
        octets = [arc & 0x7F]
        while arc := arc >> 7:
            octets.append(arc & 0x7F | 0x80)
        out += bytes(reversed(octets))
    return bytes(out)


def decode_oid(content: bytes, offset: int = 0) -> str:
    """The dotted text of the content octets of an OBJECT IDENTIFIER (X.690 8.19).

    Raises DerError; ``offset`` is where the content lies in the whole input.
    """
    if not content or content[-1] & 0x80:
        raise DerError("the OBJECT IDENTIFIER is empty or cut short", offset)
    arcs: list[int] = []
    arc = length = 0
    for position, octet in enumerate(content):
        if not length and octet == 0x80:
            raise DerError("a component of the OBJECT IDENTIFIER has padding", offset + position)
        length += 1
        if length > _MAX_ARC_OCTETS:
            raise DerError("a component of the OBJECT IDENTIFIER is over 128 bits", offset + position)
        arc = arc << 7 | octet & 0x7F
        if not octet & 0x80:
            arcs.append(arc)
            arc = length = 0
    first = min(arcs[0] // 40, 2)
    arcs[0] -= first * 40
    return f"{first}." + ".".join(map(str, arcs))


class Reader:
    """Reads elements of one input; ``notes`` collects what is readable but not DER.

    ``known`` maps content octets of common object identifiers to their text, to spare decoding them again.
    """

    __slots__ = ("data", "known", "notes")

    def __init__(self, data: bytes, known: Mapping[bytes, str] | None = None) -> None:
        self.data = data
        self.known: Mapping[bytes, str] = {} if known is None else known
        self.notes: list[Note] = []

    def note(self, reason: str, offset: int, kind: str = "DER") -> None:
        """Remember an irregularity."""
        self.notes.append(Note(reason, offset, kind))

    def header(self, offset: int, limit: int) -> Element:
        """The element that starts at ``offset``; its end may lie past ``limit``. Raises DerError."""
        data = self.data
        if offset + 2 > limit:
            raise DerError(
                "the data end before the element does" if offset < limit else "nothing is left to read", offset
            )
        tag = data[offset]
        at = offset + 1
        if tag & 0x1F == 0x1F:
            while True:
                if at == limit or at - offset >= _MAX_TAG_OCTETS:
                    raise DerError("the tag does not end", offset)
                octet = data[at]
                tag = tag << 8 | octet
                at += 1
                if not octet & 0x80:
                    break
            if at == limit:
                raise DerError("the length is missing", offset)
        length = data[at]
        at += 1
        if length >= 0x80:
            octets = length & 0x7F
            if not octets:
                raise DerError(f"the {tag_name(tag)} has an indefinite length, which DER forbids", offset)
            if octets > _MAX_LENGTH_OCTETS or at + octets > limit:
                raise DerError(f"the length of the {tag_name(tag)} is too long or cut short", offset)
            length = int.from_bytes(data[at : at + octets], "big")
            if length < 0x80 or not data[at]:
                self.note(f"the length of the {tag_name(tag)} is not in its shortest form", offset)
            at += octets
        return tag, offset, at, at + length

    def element(self, offset: int, limit: int) -> Element:
        """The element that starts at ``offset`` and ends at ``limit`` at the latest. Raises DerError."""
        found = self.header(offset, limit)
        if found[3] > limit:
            raise DerError(f"the {tag_name(found[0])} runs past the end of what holds it", offset)
        return found

    def only(self, offset: int, limit: int) -> Element:
        """The one element that fills the range exactly. Raises DerError."""
        found = self.element(offset, limit)
        if found[3] != limit:
            raise DerError(f"more bytes follow the {tag_name(found[0])}", found[3])
        return found

    def single(self, offset: int, limit: int, tag: int) -> Element:
        """The one element of this tag that fills the range exactly. Raises DerError."""
        if offset < limit and self.data[offset] != tag:
            # told before the length, which is nobody's where the tag is not the one that belongs here
            self.expect(self.header(offset, limit), tag)
        return self.only(offset, limit)

    def expect(self, element: Element, tag: int) -> None:
        """Raise DerError unless the element has this tag."""
        if element[0] != tag:
            raise DerError(f"expected {tag_name(tag)}, found {tag_name(element[0])}", element[1])

    def children(self, element: Element, tag: int = SEQUENCE) -> list[Element]:
        """The elements inside an element of this tag. Raises DerError."""
        if element[0] != tag:
            self.expect(element, tag)
        found, error = self.readable_children(element[2], element[3])
        if error:
            raise error
        return found

    def readable_children(self, offset: int, limit: int) -> tuple[list[Element], DerError | None]:
        """The elements of a range as far as their lengths can be followed, and what stopped it."""
        data = self.data
        found: list[Element] = []
        try:
            while offset < limit:
                # lengths of one octet, and of three in their shortest form, as nearly all are, without a call
                content = offset + 2
                end = content + length if content <= limit and (length := data[offset + 1]) < 0x80 else limit + 1
                if content + 2 <= limit and data[offset + 1] == 0x82 and data[content]:
                    content += 2
                    end = content + (data[content - 2] << 8 | data[content - 1])
                if end <= limit and (tag := data[offset]) & 0x1F != 0x1F:
                    found.append((tag, offset, content, end))
                else:
                    found.append(self.element(offset, limit))
                    end = found[-1][3]
                offset = end
        except DerError as error:
            return found, error
        return found, None

    def octets(self, element: Element, tag: int = OCTET_STRING) -> bytes:
        """The content of a primitive element. Raises DerError."""
        if element[0] != tag:
            self.expect(element, tag)
        return self.data[element[2] : element[3]]

    def encoded(self, element: Element) -> bytes:
        """The whole element, identifier and length included."""
        return self.data[element[1] : element[3]]

    def boolean(self, element: Element, tag: int = BOOLEAN) -> bool:
        """A BOOLEAN (X.690 8.2, 11.1); any octet but 0x00 and 0xFF is true and noted. Raises DerError."""
        content = self.octets(element, tag)
        if len(content) != 1:
            raise DerError(f"the BOOLEAN has {len(content)} bytes instead of one", element[1])
        if content not in (b"\x00", b"\xff"):
            self.note("the BOOLEAN is neither 0x00 nor 0xFF", element[1])
        return content != b"\x00"

    def integer(self, element: Element, tag: int = INTEGER) -> int:
        """An INTEGER of any size (X.690 8.3). Raises DerError.

        The text of a huge one costs quadratic time, and Python refuses it above 4,300 digits: show ``f"{value:x}"``.
        """
        if element[0] != tag:
            self.expect(element, tag)
        content = self.data[element[2] : element[3]]
        if not content:
            raise DerError("the INTEGER is empty", element[1])
        if len(content) > 1 and (
            (content[0] == 0 and content[1] < 0x80) or (content[0] == 0xFF and content[1] >= 0x80)
        ):
            self.note("the INTEGER has redundant leading bytes", element[1])
        return int.from_bytes(content, "big", signed=True)

    def oid(self, element: Element, tag: int = OBJECT_IDENTIFIER) -> str:
        """An OBJECT IDENTIFIER as dotted text. Raises DerError."""
        if element[0] != tag:
            self.expect(element, tag)
        content = self.data[element[2] : element[3]]
        return self.known.get(content) or decode_oid(content, element[2])

    def bit_string(self, element: Element, tag: int = BIT_STRING) -> tuple[bytes, int]:
        """The octets of a BIT STRING and how many bits of the last one are unused (X.690 8.6). Raises DerError."""
        content = self.octets(element, tag)
        if not content or content[0] > 7 or (content[0] and len(content) == 1):
            raise DerError("the BIT STRING has a wrong number of unused bits", element[1])
        unused = content[0]
        if unused and content[-1] & ((1 << unused) - 1):
            self.note("unused bits of the BIT STRING are not zero", element[1])
        return content[1:], unused
