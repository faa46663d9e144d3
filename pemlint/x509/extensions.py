"""Extensions (RFC 5280 4.2): the list, and the ones that pemlint judges as typed values."""

from __future__ import annotations

from pemlint import der
from pemlint.der import DerError, Problem
from pemlint.record import NamedTuple
from pemlint.x509 import oids
from pemlint.x509.general_names import GeneralName, read_general_name, read_general_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Final

    from pemlint.der import Element, Reader

__all__ = [
    "TYPED",
    "AuthorityKeyIdentifier",
    "BasicConstraints",
    "Extension",
    "NameConstraints",
    "outlined",
    "read_authority_key_identifier",
    "read_basic_constraints",
    "read_extended_key_usage",
    "read_extension",
    "read_extensions",
    "read_key_usage",
    "read_name_constraints",
    "read_subject_alternative_names",
    "read_subject_key_identifier",
    "repeated",
    "usual_extension",
]

#: extensions whose value is part of the form of a certificate
_NAMING_NOBODY: Final = frozenset(
    {oids.BASIC_CONSTRAINTS, oids.KEY_USAGE, oids.EXTENDED_KEY_USAGE, oids.NAME_CONSTRAINTS}
)
#: RFC 5280 4.2.1.3, by bit
_USAGES: Final = (
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
)


class Extension(NamedTuple):
    """One extension: ``value`` is the content of its OCTET STRING, ``offset`` where that starts in the whole DER."""

    oid: str
    critical: bool
    value: bytes
    offset: int


class BasicConstraints(NamedTuple):
    """RFC 5280 4.2.1.9."""

    ca: bool
    path_length: int | None


class AuthorityKeyIdentifier(NamedTuple):
    """RFC 5280 4.2.1.1."""

    key_identifier: bytes | None
    issuer: tuple[GeneralName, ...] | None
    serial: int | None


class NameConstraints(NamedTuple):
    """RFC 5280 4.2.1.10; an IP value is a network, and its ``raw`` the address and the mask."""

    permitted: tuple[GeneralName, ...]
    excluded: tuple[GeneralName, ...]
    #: a subtree has a maximum, or a minimum other than 0
    ranged: bool = False


def outlined(extensions: tuple[Extension, ...]) -> tuple[tuple[str, bool, bytes | None], ...]:
    """Of each extension type and criticality, and the value of those that name nobody or hold nothing."""
    return tuple(
        [
            (oid, critical, value if oid in _NAMING_NOBODY or len(value) <= 2 else None)
            for oid, critical, value, _ in extensions
        ]
    )


def read_extensions(reader: Reader, element: Element) -> tuple[tuple[Extension, ...], list[Problem]]:
    """The extensions of a SEQUENCE that can be read, and why others cannot. Raises DerError when it is none."""
    if element[0] != der.SEQUENCE:
        reader.expect(element, der.SEQUENCE)
    found: list[Extension] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    at, limit = element[2], element[3]
    if at == limit:
        reader.note("the list of extensions is empty", element[1], "size")
    while at < limit:
        start, extension = at, usual_extension(reader, at, limit)
        if extension is not None:
            at += 2 + reader.data[at + 1]
        else:
            try:
                item = reader.element(at, limit)
            except DerError as error:
                problems.append(error.problem)
                break
            at = item[3]
            try:
                extension = read_extension(reader, item)
            except DerError as error:
                problems.append(error.problem)
                continue
        found.append(extension)
        if extension.oid in seen:
            reader.note(f"the extension {extension.oid} is there more than once", start, "other")
        seen.add(extension.oid)
    return tuple(found), problems


def usual_extension(reader: Reader, offset: int, limit: int) -> Extension | None:
    """An extension of a known type with short lengths, not critical or TRUE; None for any other.

    Nearly all are such, and reading them at one go takes a third of the time.
    """
    data = reader.data
    if offset + 9 > limit:
        return None
    end = offset + 2 + data[offset + 1]
    value = offset + 4 + data[offset + 3]
    if value + 2 > end or end > limit or data[offset] != der.SEQUENCE or data[offset + 2] != der.OBJECT_IDENTIFIER:
        return None
    critical = data[value] == der.BOOLEAN
    if critical:
        if data[value : value + 3] != b"\x01\x01\xff" or value + 5 > end:
            return None
        value += 3
    if data[value] != der.OCTET_STRING or data[value + 1] != end - value - 2 or end - offset >= 0x82:
        return None
    oid = reader.known.get(data[offset + 4 : value - 3 * critical])
    # without a call of the class: there are more of these than of anything else
    return None if oid is None else tuple.__new__(Extension, (oid, critical, data[value + 2 : end], value + 2))


def read_extension(reader: Reader, element: Element) -> Extension:
    """Any extension. Raises DerError."""
    parts = reader.children(element)
    critical = False
    if len(parts) == 3:
        critical = reader.boolean(parts[1])
        if not critical:
            reader.note("critical is written out although FALSE is its default", parts[1][1], "default")
    elif len(parts) != 2:
        raise DerError(f"an extension has {len(parts)} parts", element[1])
    value = parts[-1]
    if value[0] != der.OCTET_STRING:
        reader.expect(value, der.OCTET_STRING)
    return Extension(reader.oid(parts[0]), critical, reader.data[value[2] : value[3]], value[2])


def read_basic_constraints(reader: Reader, element: Element) -> BasicConstraints:
    """Read BasicConstraints. Raises DerError."""
    parts = reader.children(element)
    ca = False
    if parts and parts[0][0] == der.BOOLEAN:
        ca = reader.boolean(parts[0])
        if not ca:
            reader.note("cA is written out although FALSE is its default", parts[0][1], "default")
        parts = parts[1:]
    path_length = reader.integer(parts[0]) if parts else None
    if len(parts) > 1:
        raise DerError("basicConstraints have a surplus part", parts[1][1])
    return BasicConstraints(ca, path_length)


def read_key_usage(reader: Reader, element: Element) -> frozenset[str]:
    """Read KeyUsage as the names of RFC 5280. Raises DerError."""
    octets, unused = reader.bit_string(element)
    bits = len(octets) * 8 - unused
    if bits > len(_USAGES):
        reader.note("keyUsage has bits that RFC 5280 does not define", element[1], "key usage")
    elif bits > 8 and not octets[-1]:
        reader.note("keyUsage has a byte of zeros at its end", element[1], "key usage")
    elif bits and not octets[-1] >> unused & 1:
        reader.note("keyUsage has trailing zero bits", element[1])
    return frozenset(name for bit, name in enumerate(_USAGES) if bit < bits and octets[bit >> 3] & 0x80 >> (bit & 7))


def read_extended_key_usage(reader: Reader, element: Element) -> tuple[str, ...]:
    """Read ExtKeyUsageSyntax (RFC 5280 4.2.1.12) as dotted OIDs. Raises DerError."""
    purposes = tuple(map(reader.oid, reader.children(element)))
    if not purposes:
        reader.note("extKeyUsage is empty", element[1], "size")
    return purposes


def read_subject_alternative_names(reader: Reader, element: Element) -> tuple[GeneralName, ...]:
    """Read SubjectAltName (RFC 5280 4.2.1.6). Raises DerError."""
    return read_general_names(reader, element)


def read_subject_key_identifier(reader: Reader, element: Element) -> bytes:
    """Read SubjectKeyIdentifier (RFC 5280 4.2.1.2). Raises DerError."""
    return reader.octets(element)


def read_authority_key_identifier(reader: Reader, element: Element) -> AuthorityKeyIdentifier:
    """Read AuthorityKeyIdentifier. Raises DerError."""
    key_identifier: bytes | None = None
    issuer: tuple[GeneralName, ...] | None = None
    serial: int | None = None
    last = 0
    for part in reader.children(element):
        tag = part[0]
        if tag == 0x80:
            key_identifier = reader.octets(part, tag)
        elif tag == 0xA1:
            issuer = read_general_names(reader, part, tag)
        elif tag == 0x82:
            serial = reader.integer(part, tag)
        else:
            raise DerError(f"authorityKeyIdentifier has no part {der.tag_name(tag)}", part[1])
        if tag & 0x1F < last:
            raise DerError("the parts of authorityKeyIdentifier are out of order", part[1])
        last = (tag & 0x1F) + 1
    return AuthorityKeyIdentifier(key_identifier, issuer, serial)


def read_name_constraints(reader: Reader, element: Element) -> NameConstraints:
    """Read NameConstraints. Raises DerError."""
    found: dict[int, tuple[GeneralName, ...]] = {}
    ranged = False
    for part in reader.children(element):
        tag = part[0]
        if tag not in {0xA0, 0xA1} or tag in found or (tag == 0xA0 and found):
            raise DerError(f"nameConstraints have a surplus or misplaced {der.tag_name(tag)}", part[1])
        subtrees = [_read_subtree(reader, item) for item in reader.children(part, tag)]
        found[tag] = tuple(name for name, _ in subtrees)
        ranged = ranged or any(bounded for _, bounded in subtrees)
    if not any(found.values()):
        reader.note("nameConstraints are empty", element[1], "size")
    return NameConstraints(found.get(0xA0, ()), found.get(0xA1, ()), ranged)


def _read_subtree(reader: Reader, element: Element) -> tuple[GeneralName, bool]:
    """The base of a subtree, and whether it has a maximum, or a minimum other than 0."""
    parts = reader.children(element)
    if not parts:
        raise DerError("a subtree of nameConstraints has no name", element[1])
    # RFC 5280 fixes minimum at its default and leaves maximum out
    if len(parts) > 1:
        reader.note("a subtree of nameConstraints has a minimum or maximum", parts[1][1], "other")
    ranged = any(tag != 0x80 or reader.data[content:end] != b"\0" for tag, _, content, end in parts[1:])
    return read_general_name(reader, parts[0], constraint=True), ranged


#: by the type of an extension, what its value is called here, how it is read, and whether others have the same
TYPED: Final[Mapping[str, tuple[str, Callable[[Reader, Element], object], bool]]] = {
    oids.BASIC_CONSTRAINTS: ("basic_constraints", read_basic_constraints, True),
    oids.KEY_USAGE: ("key_usage", read_key_usage, True),
    oids.EXTENDED_KEY_USAGE: ("extended_key_usage", read_extended_key_usage, True),
    oids.SUBJECT_ALTERNATIVE_NAME: ("subject_alternative_names", read_subject_alternative_names, False),
    oids.SUBJECT_KEY_IDENTIFIER: ("subject_key_identifier", read_subject_key_identifier, False),
    oids.AUTHORITY_KEY_IDENTIFIER: ("authority_key_identifier", read_authority_key_identifier, True),
    oids.NAME_CONSTRAINTS: ("name_constraints", read_name_constraints, True),
}


def repeated(types: Sequence[str]) -> list[str]:
    """The types of extensions that are there more than once, of which RFC 5280 4.2 allows none."""
    if len(set(types)) == len(types):
        return []
    from collections import Counter

    return [oid for oid, count in Counter(types).items() if count > 1]
