"""The forms in which TLS material is written, told apart by their structure, whatever a label or file name says.

Only the outermost headers are read: a form is recognised in constant time, and also when what it holds is broken.
"""

from __future__ import annotations

from pemlint import der
from pemlint.der import DerError, Reader
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from pemlint.der import Element

__all__ = ["PRIVATE_KEYS", "Form", "encode", "encode_integer", "recognise", "rsa_spki", "spki"]

CERTIFICATE: Final = "certificate"
REQUEST: Final = "certificate request"
REVOCATION_LIST: Final = "certificate revocation list"
PUBLIC_KEY: Final = "public key"
PKCS8: Final = "private key (PKCS#8)"
ENCRYPTED_PKCS8: Final = "encrypted private key (PKCS#8)"
PKCS1: Final = "RSA private key (PKCS#1)"
SEC1: Final = "EC private key (SEC1)"
DSA_KEY: Final = "DSA private key"
PKCS7: Final = "PKCS#7 container"
PKCS12: Final = "PKCS#12 container"
JKS: Final = "JKS key store"
JCEKS: Final = "JCEKS key store"
OPENSSH: Final = "OpenSSH private key"
PEM: Final = "second layer of PEM"
UNKNOWN: Final = ""

PRIVATE_KEYS: Final = frozenset({PKCS8, ENCRYPTED_PKCS8, PKCS1, SEC1, DSA_KEY})

_BEGINNINGS: Final = (
    (b"\xfe\xed\xfe\xed", JKS),
    (b"\xce\xce\xce\xce", JCEKS),
    (b"openssh-key-v1\0", OPENSSH),
    (b"-----BEGIN ", PEM),
)
#: content octets of the arc pkcs-7 (1.2.840.113549.1.7), which all its content types begin with
_PKCS7_ARC: Final = der.encode_oid("1.2.840.113549.1.7")
_TIMES: Final = (der.UTC_TIME, der.GENERALIZED_TIME)
_CONTEXT_0: Final = 0xA0
#: AlgorithmIdentifier of rsaEncryption, with the NULL that RFC 3279 2.3.1 asks for
_RSA_ENCRYPTION: Final = bytes.fromhex("300d06092a864886f70d0101010500")
#: an RSAPrivateKey has nine elements and, with more than two primes, a tenth
_MAX_ELEMENTS: Final = 10


class Form(NamedTuple):
    """What a structure is, and where it ends: past the end of the data when it is cut short, 0 when unknown."""

    kind: str
    end: int


def recognise(data: bytes) -> Form:
    """Tell what stands at the beginning of ``data``; the kind is empty for anything unknown. Total."""
    for magic, kind in _BEGINNINGS:
        if data.startswith(magic):
            return Form(kind, len(data))
    if data.startswith(b"\x30\x80"):
        return Form(_indefinite(data), len(data))
    reader = Reader(data)
    try:
        outer = reader.header(0, len(data))
    except DerError:
        return Form(UNKNOWN, 0)
    if outer[0] != der.SEQUENCE:
        # parameters of a curve may be its name alone; of anything else no length can be believed
        return Form(UNKNOWN, outer[3] if outer[0] == der.OBJECT_IDENTIFIER else 0)
    elements = _elements(reader, outer)
    return Form(_kind(reader, elements), outer[3])


def rsa_spki(key: bytes) -> bytes:
    """The DER of a SubjectPublicKeyInfo from that of an RSAPublicKey (RFC 8017 A.1.1)."""
    return spki(_RSA_ENCRYPTION, key)


def spki(algorithm: bytes, key: bytes) -> bytes:
    """The DER of a SubjectPublicKeyInfo from that of its algorithm and the octets of its key."""
    return encode(der.SEQUENCE, algorithm + encode(der.BIT_STRING, b"\0" + key))


def encode(tag: int, content: bytes) -> bytes:
    """One DER element."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(octets))) + octets + content


def encode_integer(value: int) -> bytes:
    """The DER of an INTEGER that is not negative."""
    return encode(der.INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _elements(reader: Reader, parent: Element) -> list[Element]:
    """The first elements of a structure as far as their headers can be followed; the last may be cut short."""
    offset, limit = parent[2], min(parent[3], len(reader.data))
    found: list[Element] = []
    while offset < limit and len(found) < _MAX_ELEMENTS:
        try:
            element = reader.header(offset, limit)
        except DerError:
            break
        found.append(element)
        offset = element[3]
    return found


def _kind(reader: Reader, elements: list[Element]) -> str:
    tags = [element[0] for element in elements]
    if tags[:1] == [der.INTEGER]:
        return _versioned(reader, elements, tags)
    if tags[:1] == [der.SEQUENCE]:
        inside = _elements(reader, elements[0])
        first = [element[0] for element in inside]
        if first[:1] == [der.OBJECT_IDENTIFIER]:
            return {der.BIT_STRING: PUBLIC_KEY, der.OCTET_STRING: ENCRYPTED_PKCS8}.get(tags[-1], UNKNOWN)
        return _signed(first, complete=bool(inside) and inside[-1][3] == elements[0][3])
    if tags[:1] == [der.OBJECT_IDENTIFIER] and reader.data.startswith(_PKCS7_ARC, elements[0][2]):
        return PKCS7
    return UNKNOWN


def _versioned(reader: Reader, elements: list[Element], tags: list[int]) -> str:
    """What begins with a version number."""
    version = reader.data[elements[0][2] : elements[0][3]]
    if tags[1:3] == [der.SEQUENCE, der.OCTET_STRING] and version in (b"\0", b"\1"):
        return PKCS8
    if tags[1:2] == [der.OCTET_STRING] and version == b"\1":
        return SEC1
    if tags[1:2] == [der.SEQUENCE] and version == b"\3":
        return PKCS12
    integers = tags.count(der.INTEGER)
    if integers == 9 and version in (b"\0", b"\1"):
        return PKCS1
    return DSA_KEY if integers == len(tags) == 6 and version == b"\0" else UNKNOWN


def _signed(tags: list[int], *, complete: bool) -> str:
    """What a signed structure is by the tags inside its signed part (RFC 5280 4.1 and 5.1, RFC 2986 4.1).

    A request has fewer elements than the others, so only a ``complete`` list tells it from one of them cut short.
    """
    if tags[:1] == [_CONTEXT_0]:
        # an OCSP request begins with a version too, and has no serial number after it
        return UNKNOWN if tags[1:2] == [der.SEQUENCE] else CERTIFICATE
    versioned = tags[:1] == [der.INTEGER]
    body = tags[1:] if versioned else tags
    if len(body) > 2 and body[:2] == [der.SEQUENCE] * 2 and body[2] in _TIMES:
        return REVOCATION_LIST
    if versioned and body[:4] == [der.SEQUENCE] * 4:
        return CERTIFICATE
    if complete and versioned and body in ([der.SEQUENCE] * 2, [der.SEQUENCE] * 2 + [_CONTEXT_0]):
        return REQUEST
    return UNKNOWN


def _indefinite(data: bytes) -> str:
    """A container in BER with an indefinite length, as several exporters write them."""
    if data.startswith(b"\x02\x01\x03\x30", 2):
        return PKCS12
    return PKCS7 if data[2:3] == b"\x06" and data.startswith(_PKCS7_ARC, 4) else UNKNOWN
