"""Writing DER (X.690): just enough to build certificates, good and bad ones, byte by byte."""

from __future__ import annotations

from datetime import UTC, datetime


def tlv(tag: int, *contents: bytes) -> bytes:
    """One element with a definite length in its shortest form."""
    body = b"".join(contents)
    if len(body) < 0x80:
        return bytes((tag, len(body))) + body
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(size))) + size + body


def sequence(*elements: bytes) -> bytes:
    """SEQUENCE."""
    return tlv(0x30, *elements)


def set_of(*elements: bytes) -> bytes:
    """SET OF, in the ascending order that DER asks for."""
    return tlv(0x31, *sorted(elements))


def explicit(number: int, *elements: bytes) -> bytes:
    """``[number] EXPLICIT``, or a constructed implicit type."""
    return tlv(0xA0 | number, *elements)


def implicit(number: int, content: bytes) -> bytes:
    """``[number] IMPLICIT`` of a primitive type."""
    return tlv(0x80 | number, content)


def boolean(value: bool) -> bytes:
    """BOOLEAN; true is 0xFF."""
    return tlv(0x01, b"\xff" if value else b"\x00")


def integer(value: int) -> bytes:
    """INTEGER in the fewest octets of two's complement."""
    length = (value if value >= 0 else ~value).bit_length() // 8 + 1
    return tlv(0x02, value.to_bytes(length, "big", signed=True))


def bit_string(content: bytes, unused: int = 0) -> bytes:
    """BIT STRING of whole octets, less the ``unused`` bits at its end."""
    return tlv(0x03, bytes((unused,)), content)


def named_bits(positions: set[int]) -> bytes:
    """BIT STRING of named bits, bit 0 first, without trailing zero bits (X.690 11.2.2)."""
    if not positions:
        return bit_string(b"")
    top = max(positions)
    octets = bytearray(top // 8 + 1)
    for position in positions:
        octets[position // 8] |= 0x80 >> position % 8
    return bit_string(bytes(octets), 7 - top % 8)


def octet_string(content: bytes) -> bytes:
    """OCTET STRING."""
    return tlv(0x04, content)


def null() -> bytes:
    """NULL."""
    return b"\x05\x00"


def oid(dotted: str) -> bytes:
    """OBJECT IDENTIFIER."""
    first, second, *rest = (int(arc) for arc in dotted.split("."))
    content = bytearray()
    for arc in (first * 40 + second, *rest):
        septets = [arc & 0x7F]
        while arc := arc >> 7:
            septets.append(0x80 | arc & 0x7F)
        content.extend(reversed(septets))
    return tlv(0x06, bytes(content))


def utf8(text: str) -> bytes:
    """UTF8String; lone surrogates are written as they are, so that hostile text can be built."""
    return tlv(0x0C, text.encode("utf-8", "surrogatepass"))


def printable(text: str) -> bytes:
    """PrintableString; its restricted alphabet is not enforced."""
    return tlv(0x13, text.encode("latin-1"))


def ia5(text: str) -> bytes:
    """IA5String; octets above 0x7F are let through."""
    return tlv(0x16, text.encode("latin-1"))


def bmp(text: str) -> bytes:
    """BMPString."""
    return tlv(0x1E, text.encode("utf-16-be"))


def time(moment: datetime) -> bytes:
    """UTCTime through the year 2049, GeneralizedTime otherwise (RFC 5280 4.1.2.5)."""
    moment = moment.astimezone(UTC)
    short = 1950 <= moment.year < 2050
    year = f"{moment.year % 100:02}" if short else f"{moment.year:04}"
    return tlv(0x17 if short else 0x18, f"{year}{moment:%m%d%H%M%S}Z".encode())
