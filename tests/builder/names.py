"""Names, extensions and the decoded text of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import ip_address, ip_network

from tests.builder import der

#: a common name; or (type, value) pairs in order, where a value in bytes is the whole element; or the DER of a Name
Name = str | Sequence[tuple[str, str | bytes]] | bytes
#: a DNS name or an IP address; ``email:…``, ``URI:…``, ``RID:…``; or the DER of a GeneralName
GeneralName = str | bytes

_TYPES = {
    "CN": "2.5.4.3",
    "SN": "2.5.4.4",
    "serialNumber": "2.5.4.5",
    "C": "2.5.4.6",
    "L": "2.5.4.7",
    "ST": "2.5.4.8",
    "O": "2.5.4.10",
    "OU": "2.5.4.11",
    "DC": "0.9.2342.19200300.100.1.25",
    "emailAddress": "1.2.840.113549.1.9.1",
}
_KEY_USAGES = (
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
_PURPOSES = {
    "any": "2.5.29.37.0",
    "serverAuth": "1.3.6.1.5.5.7.3.1",
    "clientAuth": "1.3.6.1.5.5.7.3.2",
    "codeSigning": "1.3.6.1.5.5.7.3.3",
    "emailProtection": "1.3.6.1.5.5.7.3.4",
    "OCSPSigning": "1.3.6.1.5.5.7.3.9",
}


def ascii_only(text: str) -> str:
    """Text in which everything but printable ASCII is written as an escape."""
    return "".join(c if " " <= c <= "~" else c.encode("unicode-escape").decode() for c in text)


def name(value: Name) -> bytes:
    """The DER of a Name with one attribute in each RDN."""
    if isinstance(value, bytes):
        return value
    pairs: Sequence[tuple[str, str | bytes]] = (("CN", value),) if isinstance(value, str) else value
    return der.sequence(*(der.set_of(_attribute(kind, text)) for kind, text in pairs))


def _attribute(kind: str, value: str | bytes) -> bytes:
    if isinstance(value, str):
        write = {"C": der.printable, "DC": der.ia5, "emailAddress": der.ia5}.get(kind, der.utf8)
        value = write(value)
    return der.sequence(der.oid(_TYPES.get(kind, kind)), value)


def name_text(value: Name) -> str:
    """A Name for people, in the order of RFC 4514."""
    if isinstance(value, bytes):
        return "(as DER)"
    pairs: Sequence[tuple[str, str | bytes]] = (("CN", value),) if isinstance(value, str) else value
    shown = (f"{kind}={text if isinstance(text, str) else '#' + text.hex()}" for kind, text in reversed(pairs))
    return ascii_only(",".join(shown)) or "(empty)"


def general_name(value: GeneralName) -> bytes:
    """The DER of a GeneralName."""
    if isinstance(value, bytes):
        return value
    prefix, colon, rest = value.partition(":")
    match prefix if colon else "":
        case "email":
            return der.implicit(1, rest.encode("latin-1"))
        case "URI":
            return der.implicit(6, rest.encode("latin-1"))
        case "RID":
            return der.implicit(8, der.oid(rest)[2:])
    try:
        return der.implicit(7, ip_address(value).packed)
    except ValueError:
        return der.implicit(2, value.encode("latin-1"))


def extension(oid: str, value: bytes, *, critical: bool = False) -> bytes:
    """Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue }."""
    return der.sequence(der.oid(oid), *((der.boolean(True),) if critical else ()), der.octet_string(value))


def basic_constraints(ca: bool, path_length: int | None = None, *, critical: bool = True) -> bytes:
    """The basicConstraints extension; false is left out, as DER asks for a default value."""
    parts = [der.boolean(True)] if ca else []
    parts += [der.integer(path_length)] if path_length is not None else []
    return extension("2.5.29.19", der.sequence(*parts), critical=critical)


def key_usage(usages: Iterable[str], *, critical: bool = True) -> bytes:
    """The keyUsage extension of RFC 5280's names."""
    return extension("2.5.29.15", der.named_bits({_KEY_USAGES.index(usage) for usage in usages}), critical=critical)


def extended_key_usage(purposes: Iterable[str], *, critical: bool = False) -> bytes:
    """The extKeyUsage extension of RFC 5280's names or dotted OIDs."""
    value = der.sequence(*(der.oid(_PURPOSES.get(purpose, purpose)) for purpose in purposes))
    return extension("2.5.29.37", value, critical=critical)


def subject_alternative_names(names: Iterable[GeneralName], *, critical: bool = False) -> bytes:
    """The subjectAltName extension."""
    return extension("2.5.29.17", der.sequence(*map(general_name, names)), critical=critical)


def subject_key_identifier(identifier: bytes) -> bytes:
    """The subjectKeyIdentifier extension."""
    return extension("2.5.29.14", der.octet_string(identifier))


def authority_key_identifier(identifier: bytes) -> bytes:
    """The authorityKeyIdentifier extension with a keyIdentifier."""
    return extension("2.5.29.35", der.sequence(der.implicit(0, identifier)))


def name_constraints(permitted: Iterable[GeneralName] = (), excluded: Iterable[GeneralName] = ()) -> bytes:
    """The nameConstraints extension; IP ranges are written as ``10.0.0.0/8``."""
    trees = [
        der.explicit(number, *(der.sequence(_constraint(value)) for value in values))
        for number, values in enumerate((tuple(permitted), tuple(excluded)))
        if values
    ]
    return extension("2.5.29.30", der.sequence(*trees), critical=True)


def _constraint(value: GeneralName) -> bytes:
    if isinstance(value, str) and "/" in value and ":" not in value.partition("/")[2]:
        try:
            network = ip_network(value)
        except ValueError:
            return general_name(value)
        return der.implicit(7, network.network_address.packed + network.netmask.packed)
    return general_name(value)
