"""General names (RFC 5280 4.2.1.6): what a certificate is for, where its issuer is, what a CA may sign."""

from __future__ import annotations

from pemlint import der
from pemlint.der import DerError, decode_oid, tag_name
from pemlint.record import NamedTuple
from pemlint.x509.names import read_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

    from pemlint.der import Element, Reader

__all__ = ["GeneralName", "address_text", "read_general_name", "read_general_names", "usual_names"]

_HOST: Final = 0x82
_TEXT_KINDS: Final[Mapping[int, str]] = {0x81: "email", _HOST: "DNS", 0x86: "URI"}


class GeneralName(NamedTuple):
    """One general name.

    ``kind`` is ``DNS``, ``IP``, ``email``, ``URI``, ``directory``, ``RID``, ``other``, ``x400`` or ``edi``. ``value``
    is text: a canonical address for IP (``address/prefix`` in name constraints; empty when the length is wrong),
    RFC 4514 for directory, the dotted type for other, empty for x400 and edi. ``raw`` is the content as encoded; for
    directory the DER of the name.
    """

    kind: str
    value: str
    raw: bytes


def read_general_names(reader: Reader, element: Element, tag: int = der.SEQUENCE) -> tuple[GeneralName, ...]:
    """Read GeneralNames. Raises DerError."""
    names = [read_general_name(reader, item) for item in reader.children(element, tag)]
    if not names:
        reader.note("a list of names is empty", element[1], "size")
    return tuple(names)


def usual_names(data: bytes, at: int) -> tuple[GeneralName, ...] | None:
    """The names from an offset to the end, all of them ASCII names of hosts with short lengths; None for any other."""
    names: list[GeneralName] = []
    size = len(data)
    while at + 2 <= size and data[at] == _HOST:
        end = at + 2 + data[at + 1]
        raw = data[at + 2 : end]
        if data[at + 1] >= 0x80 or not raw.isascii():
            return None
        # without a call of the class: nearly every certificate has some
        names.append(tuple.__new__(GeneralName, ("DNS", raw.decode("ascii"), raw)))
        at = end
    return tuple(names) if at == size else None


def read_general_name(reader: Reader, element: Element, *, constraint: bool = False) -> GeneralName:
    """Read one GeneralName, an IP address with its mask in a name constraint. Raises DerError."""
    tag, start, content, end = element
    raw = reader.data[content:end]
    if tag in _TEXT_KINDS:
        return GeneralName(_TEXT_KINDS[tag], _text(reader, element, raw), raw)
    if tag == 0x87:
        text = _network_text(raw) if constraint else address_text(raw)
        if not text:
            reader.note(f"{len(raw)} bytes are no IP address", start, "other")
        return GeneralName("IP", text, raw)
    if tag == 0xA4:
        return GeneralName("directory", read_name(reader, reader.single(content, end, der.SEQUENCE)).text(), raw)
    if tag == 0xA0:
        return GeneralName("other", reader.oid(reader.element(content, end)), raw)
    if tag == 0x88:
        return GeneralName("RID", decode_oid(raw, content), raw)
    if tag not in {0xA3, 0xA5}:
        raise DerError(f"{tag_name(tag)} is no kind of general name", start)
    return GeneralName("x400" if tag == 0xA3 else "edi", "", raw)


def _text(reader: Reader, element: Element, raw: bytes) -> str:
    """The text of an IA5String; what is not ASCII is read as people will have meant it, and noted."""
    if not raw.isascii():
        reader.note("a general name is not ASCII", element[1], "text")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return raw.decode("latin-1")


def address_text(raw: bytes) -> str:
    """The canonical text of an IPv4 or IPv6 address (RFC 5952); empty for any other number of bytes.

    As in Python's own text up to 3.12, the last groups of an address that holds an IPv4 address stay hexadecimal.
    """
    if len(raw) == 4:
        return ".".join(map(str, raw))
    if len(raw) != 16:
        return ""
    groups = [f"{raw[index] << 8 | raw[index + 1]:x}" for index in range(0, 16, 2)]
    start = length = 0
    for index in range(8):
        run = 0
        while index + run < 8 and groups[index + run] == "0":
            run += 1
        if run > length:
            start, length = index, run
    if length < 2:
        return ":".join(groups)
    return ":".join(groups[:start]) + "::" + ":".join(groups[start + length :])


def _network_text(raw: bytes) -> str:
    """Address and mask of a name constraint as ``10.0.0.0/8``; a mask with gaps is written out."""
    half = len(raw) // 2
    if half not in {4, 16} or len(raw) % 2:
        return ""
    mask = int.from_bytes(raw[half:], "big")
    prefix = mask.bit_count()
    contiguous = mask == ((1 << prefix) - 1) << (half * 8 - prefix)
    return f"{address_text(raw[:half])}/{prefix if contiguous else address_text(raw[half:])}"
