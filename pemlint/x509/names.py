"""Distinguished names (RFC 5280 4.1.2.4): reading, showing (RFC 4514) and comparing (RFC 5280 7.1)."""

from __future__ import annotations

from functools import lru_cache

from pemlint import der
from pemlint.der import DerError, Element, Problem, Reader
from pemlint.once import once, roomy
from pemlint.record import NamedTuple
from pemlint.x509 import oids

__all__ = ["Attribute", "Name", "name", "plain_name", "read_name"]


class Attribute(NamedTuple):
    """One attribute of a name: its type, the tag of its value, the value as text, and its content octets.

    ``value`` of a type that is no string is ``#`` and the hexadecimal DER, as in RFC 4514 2.4.
    """

    oid: str
    tag: int
    value: str
    raw: bytes


@roomy
class Name:
    """A distinguished name: its exact DER, and its relative names in the order of the encoding.

    Equal to another one by its DER; names that match by RFC 5280 have the same ``key``.
    """

    def __init__(self, der: bytes, rdns: tuple[tuple[Attribute, ...], ...]) -> None:
        self.der = der
        self.rdns = rdns

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Name) and other.der == self.der

    def __hash__(self) -> int:
        return hash(self.der)

    def __repr__(self) -> str:
        return f"Name({self.der!r})"

    @property
    def empty(self) -> bool:
        """There is no attribute at all."""
        return not any(self.rdns)

    @property
    def common_names(self) -> tuple[str, ...]:
        """All values of commonName."""
        return self.values(oids.COMMON_NAME)

    def values(self, oid: str) -> tuple[str, ...]:
        """All values of one attribute type, in the order of the encoding."""
        return tuple(attribute.value for rdn in self.rdns for attribute in rdn if attribute.oid == oid)

    def text(self) -> str:
        """The name as people write it, most specific first: ``CN=a,O=b`` (RFC 4514)."""
        return ",".join("+".join(map(_attribute_text, rdn)) for rdn in reversed(self.rdns))

    @once
    def key(self) -> bytes:
        """Equal for names that match: letter case, surplus white space and string type do not count (RFC 5280 7.1)."""
        # all but the last one, mostly a common name, come again in other names
        keys = [*map(_rdn_key_again, self.rdns[:-1]), *map(_rdn_key, self.rdns[-1:])]
        return ",".join(keys).encode("utf-8", "backslashreplace")


#: string types whose values compare by their text
_STRINGS = frozenset({0x0C, 0x12, 0x13, 0x14, 0x15, 0x16, 0x19, 0x1A, 0x1B, 0x1C, 0x1E})
#: those whose ASCII octets are their text
_ASCII_STRINGS = frozenset({der.UTF8_STRING, der.PRINTABLE_STRING, der.TELETEX_STRING, der.IA5_STRING})
_ESCAPED = frozenset('",+;<>\\')
#: characters of a value outside of ASCII that is compared by its normal form: putting marks in order takes quadratic
#: time, and RFC 5280 appendix A.1 allows most attributes 64 characters
_MOST_NORMALIZED = 256
#: countries, organisations, units: those of a tree are few
_MOST_REMEMBERED = 1024


def _attribute_text(attribute: Attribute) -> str:
    value = attribute.value
    if attribute.tag in _STRINGS:
        value = "".join(f"\\{c}" if c in _ESCAPED else "\\00" if c == "\0" else c for c in value)
        if value.endswith(" "):
            value = value[:-1] + "\\ "
        if value.startswith((" ", "#")):
            value = "\\" + value
    return f"{oids.ATTRIBUTES.get(attribute.oid, attribute.oid)}={value}"


def _attribute_key(attribute: Attribute) -> str:
    """Type and value, which with its length says where it ends."""
    oid, tag, value, raw = attribute
    if tag not in _STRINGS:
        return f"{oid}#{tag}:{len(raw)}:{raw.hex()}"
    if not value.isascii() and len(value) <= _MOST_NORMALIZED:
        import unicodedata

        value = unicodedata.normalize("NFKC", value).casefold()
        value = unicodedata.normalize("NFKC", value)
    value = " ".join(value.lower().split())
    return f"{oid}={len(value)}:{value}"


def _rdn_key(rdn: tuple[Attribute, ...]) -> str:
    return _attribute_key(rdn[0]) if len(rdn) == 1 else "+".join(sorted(map(_attribute_key, rdn)))


_rdn_key_again = lru_cache(_MOST_REMEMBERED)(_rdn_key)


def name(data: bytes) -> Name | Problem:
    """Read the DER of a name, or say why it cannot be read."""
    reader = Reader(data, oids.KNOWN)
    try:
        return read_name(reader, reader.single(0, len(data), der.SEQUENCE))
    except DerError as error:
        return error.problem


def read_name(reader: Reader, element: Element) -> Name:
    """Read a Name. Raises DerError."""
    if element[0] != der.SEQUENCE:
        reader.expect(element, der.SEQUENCE)
    encoded = reader.encoded(element)
    usual = plain_name(encoded, element[2] - element[1])
    if usual is not None:
        return usual
    rdns: list[tuple[Attribute, ...]] = []
    offset, limit = element[2], element[3]
    while offset < limit:
        rdn = reader.element(offset, limit)
        rdns.append(tuple(_attribute(reader, item) for item in reader.children(rdn, der.SET)))
        if not rdns[-1]:
            reader.note("a relative distinguished name is empty", offset)
        offset = rdn[3]
    return Name(encoded, tuple(rdns))


def plain_name(encoded: bytes, start: int) -> Name | None:
    """A Name whose content starts there, of plain RDNs alone; None for any other."""
    size = len(encoded)
    rdns: list[tuple[Attribute]] = []
    at = start
    while at + 2 < size:
        # all but the last one, mostly a common name, come again in other names
        end = at + 2 + encoded[at + 1]
        rdn = _usual_rdn_again(encoded[at:end]) if end < size else _usual_rdn(encoded[at:end])
        if rdn is None:
            return None
        rdns.append(rdn)
        at = end
    return Name(encoded, tuple(rdns)) if at == size else None


def _usual_rdn(data: bytes) -> tuple[Attribute] | None:
    """An RDN that has one attribute, a plain ASCII string, and short lengths; None for any other.

    Most names are made of these, and reading them at one go takes a third of the time.
    """
    size = len(data)
    if not 9 <= size < 0x82:
        return None
    value = 6 + data[5]
    if (
        value + 2 > size
        or data[0] != der.SET
        or data[1] != size - 2
        or data[2] != der.SEQUENCE
        or data[3] != size - 4
        or data[4] != der.OBJECT_IDENTIFIER
        or data[value + 1] != size - value - 2
        or data[value] not in _ASCII_STRINGS
    ):
        return None
    raw = data[value + 2 :]
    oid = oids.KNOWN.get(data[6:value])
    if oid is None or not raw.isascii():
        return None
    # without a call of the class: every certificate has some
    return (tuple.__new__(Attribute, (oid, data[value], raw.decode("ascii"), raw)),)


_usual_rdn_again = lru_cache(_MOST_REMEMBERED)(_usual_rdn)


def _attribute(reader: Reader, element: Element) -> Attribute:
    parts = reader.children(element)
    if len(parts) != 2:
        raise DerError(f"an attribute of a name has {len(parts)} parts instead of a type and a value", element[1])
    oid, value = parts
    tag = value[0]
    raw = reader.data[value[2] : value[3]]
    return Attribute(reader.oid(oid), tag, _string(reader, value, raw), raw)


def _string(reader: Reader, element: Element, raw: bytes) -> str:
    """The text of a value; what the string type does not allow is read as far as it goes, and noted."""
    tag = element[0]
    if tag not in _STRINGS:
        return "#" + reader.encoded(element).hex()
    codec = "utf-16-be" if tag == der.BMP_STRING else "utf-32-be" if tag == der.UNIVERSAL_STRING else "utf-8"
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        # T.61 is Latin-1 in practice; the other types have no such excuse
        if tag != der.TELETEX_STRING:
            reader.note(f"the {der.tag_name(tag)} holds bytes that are not text of its type", element[1], "text")
        return raw.decode(codec, "replace") if codec != "utf-8" or tag == der.UTF8_STRING else raw.decode("latin-1")
    if tag in (der.PRINTABLE_STRING, der.IA5_STRING) and not raw.isascii():
        reader.note(f"the {der.tag_name(tag)} holds bytes that are not text of its type", element[1], "text")
    return text
