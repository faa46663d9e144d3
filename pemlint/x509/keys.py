"""Algorithm identifiers and public keys (RFC 5280 4.1.1.2 and 4.1.2.7, RFC 3279, 4055, 5480, 8410)."""

from __future__ import annotations

from pemlint import der
from pemlint.der import DerError, Element, Problem, Reader
from pemlint.once import once, roomy
from pemlint.record import NamedTuple
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

__all__ = ["ALGORITHMS", "AlgorithmIdentifier", "PublicKeyInfo", "public_key_info", "read_algorithm", "read_public_key"]

_SALTS: Final[Mapping[str, int]] = {"SHA-256": 32, "SHA-384": 48, "SHA-512": 64}

#: bits of the largest RSA keys that verify anything: the modulus is OpenSSL's limit, the exponent NIST's (SP 800-56B)
MOST_RSA_BITS, MOST_EXPONENT_BITS = 16_384, 256


class AlgorithmIdentifier(NamedTuple):
    """An algorithm and the whole DER of its parameters, None where there are none."""

    der: bytes
    oid: str
    parameters: bytes | None

    @property
    def name(self) -> str:
        """The standard name of a signature algorithm, as ``sha256WithRSAEncryption``, else the OID."""
        known = oids.SIGNATURES.get(self.oid)
        return known.name if known else self.oid

    @property
    def hash_name(self) -> str:
        """The hash of a signature algorithm, as ``SHA-256``; empty where it has none of its own or it is unknown."""
        if self.oid == oids.RSA_PSS:
            return _pss(self.parameters)[0]
        known = oids.SIGNATURES.get(self.oid)
        return known.hash_name if known else ""

    @property
    def regular_pss(self) -> bool:
        """RSASSA-PSS with one hash of SHA-2 in both places, and a salt of its length."""
        if self.oid != oids.RSA_PSS:
            return False
        hash_name, mask_name, salt = _pss(self.parameters)
        return hash_name == mask_name and _SALTS.get(hash_name) == salt

    @property
    def key_kind(self) -> str:
        """The kind of key that makes such signatures: ``RSA``, ``EC``, ``ML-DSA`` …; empty when unknown."""
        known = oids.SIGNATURES.get(self.oid)
        return known.key_kind if known else ""


def _usual() -> Mapping[bytes, AlgorithmIdentifier]:
    """By their DER, the algorithms that nearly all certificates have: RSA with NULL, the others without parameters."""
    found: dict[bytes, AlgorithmIdentifier] = {}
    for oid, kind in ((oids.RSA, "RSA"), *((oid, known.key_kind) for oid, known in oids.SIGNATURES.items())):
        if oid != oids.RSA_PSS:
            parameters = b"\x05\x00" if kind == "RSA" else b""
            content = bytes((der.OBJECT_IDENTIFIER, len(name := der.encode_oid(oid)))) + name + parameters
            encoded = bytes((der.SEQUENCE, len(content))) + content
            found[encoded] = AlgorithmIdentifier(encoded, oid, parameters or None)
    return found


ALGORITHMS: Final = _usual()
#: AlgorithmIdentifier of rsaEncryption as RFC 3279 2.3.1 wants it
_RSA_ENCRYPTION: Final = next(encoded for encoded, known in ALGORITHMS.items() if known.oid == oids.RSA)


@roomy
class PublicKeyInfo:
    """A SubjectPublicKeyInfo, equal to another one by its DER. What does not apply to the kind of key is 0 or empty."""

    def __init__(
        self,
        der: bytes,
        algorithm: AlgorithmIdentifier,
        key: bytes,
        kind: str,
        *,
        bits: int = 0,
        curve: str = "",
        modulus: int = 0,
        exponent: int = 0,
    ) -> None:
        self.der = der
        self.algorithm = algorithm
        #: content of the BIT STRING
        self.key = key
        #: ``RSA``, ``RSA-PSS``, ``EC``, ``Ed25519``, ``DSA``, ``ML-DSA-65`` …, else the dotted OID
        self.kind = kind
        #: of the modulus, the prime or the field; 0 when unknown
        self.bits = bits
        #: ``P-256`` …, ``explicit`` for explicit parameters, else the dotted OID
        self.curve = curve
        self.modulus = modulus
        self.exponent = exponent

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PublicKeyInfo) and other.der == self.der

    def __hash__(self) -> int:
        return hash(self.der)

    def __repr__(self) -> str:
        return f"PublicKeyInfo({self.label})"

    @once
    def label(self) -> str:
        """What platforms call such a key: ``RSA 2048``, ``EC P-256``, ``Ed25519``."""
        detail = self.curve or (str(self.bits) if self.bits else "")
        return f"{self.kind} {detail}".rstrip()

    @property
    def is_too_large(self) -> bool:
        """Whether it is an RSA key with which no signature is verified, as each would take milliseconds."""
        return self.bits > MOST_RSA_BITS or self.exponent.bit_length() > MOST_EXPONENT_BITS

    @once
    def sha256(self) -> str:
        """SHA-256 (hex) of the DER: the name of the key in pins, ignores and manifests."""
        return _sha256(self.der)

    @once
    def pins(self) -> tuple[str, ...]:
        """The SHA-256 (hex) that people pin it by: of the DER as it stands, and as OpenSSL writes it again."""
        if self.kind != "RSA" or self.algorithm.der == _RSA_ENCRYPTION:
            return (self.sha256,)
        rest = self.der[self.der.index(self.algorithm.der) + len(self.algorithm.der) :]
        return self.sha256, _sha256(_sequence(_RSA_ENCRYPTION + rest))

    @once
    def weakness(self) -> str:
        """Why anybody can take the RSA modulus apart, as ``moduli`` says it; empty when nothing was found."""
        from pemlint.x509.moduli import weakness

        return weakness(self.modulus) if self.modulus else ""

    @once
    def identity(self) -> tuple[str, bytes | int, bytes | int]:
        """The key itself, the same however it is written: with other parameters of RSA, another form of the point."""
        if self.modulus:
            return self.kind, self.modulus, self.exponent
        if self.kind == "EC":
            return self.kind, self.algorithm.parameters or b"", _compressed(self)
        if self.kind in oids.KEY_SIZES:
            return self.kind, b"", self.key
        return self.kind, self.algorithm.der, self.key


def _sha256(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def _sequence(content: bytes) -> bytes:
    size = len(content)
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    length = octets if size < 0x80 else bytes((0x80 | len(octets),)) + octets
    return bytes((der.SEQUENCE,)) + length + content


def _compressed(key: PublicKeyInfo) -> bytes:
    """The point of a key on a curve over a prime field in its compressed form (SEC 1, 2.3.3); others as they are."""
    form = key.key[0]
    if not key.bits or key.curve.startswith("sect"):
        return key.key
    parity = key.key[-1] if form == 4 else form
    return bytes((2 | parity & 1,)) + key.key[1 : 1 + (key.bits + 7) // 8]


def public_key_info(data: bytes) -> PublicKeyInfo | Problem:
    """Read the DER of a SubjectPublicKeyInfo, or say why it cannot be read."""
    reader = Reader(data, oids.KNOWN)
    try:
        return read_public_key(reader, reader.single(0, len(data), der.SEQUENCE))
    except DerError as error:
        return error.problem


def read_algorithm(reader: Reader, element: Element) -> AlgorithmIdentifier:
    """Read an AlgorithmIdentifier. Raises DerError."""
    usual = ALGORITHMS.get(reader.data[element[1] : element[3]])
    if usual is not None:
        return usual
    parts = reader.children(element)
    if not 1 <= len(parts) <= 2:
        raise DerError(f"an algorithm has {len(parts)} parts instead of an OID and parameters", element[1])
    parameters = reader.encoded(parts[1]) if len(parts) == 2 else None
    return AlgorithmIdentifier(reader.encoded(element), reader.oid(parts[0]), parameters)


def read_public_key(reader: Reader, element: Element) -> PublicKeyInfo:
    """Read a SubjectPublicKeyInfo. Raises DerError."""
    parts = reader.children(element)
    if len(parts) != 2:
        raise DerError(f"a public key has {len(parts)} parts instead of an algorithm and a key", element[1])
    algorithm = read_algorithm(reader, parts[0])
    key, unused = reader.bit_string(parts[1])
    if unused:
        reader.note("the public key is not a whole number of bytes", parts[1][1])
    kind = oids.KEYS.get(algorithm.oid, algorithm.oid)
    bits = modulus = exponent = 0
    curve = ""
    if kind in {"RSA", "RSA-PSS"}:
        modulus, exponent = _rsa_numbers(reader, parts[1])
        bits = modulus.bit_length()
        if kind == "RSA" and algorithm.parameters != b"\x05\x00":
            reader.note("the parameters of rsaEncryption are not NULL", parts[0][1], "parameters")
    elif kind == "EC":
        curve, bits = _curve(reader, parts[0])
        _check_point(key, curve, bits, parts[1][1])
    elif kind in {"DSA", "DH"}:
        bits = _prime_bits(reader, parts[0])
        reader.integer(reader.single(parts[1][2] + 1, parts[1][3], der.INTEGER))
    elif (size := oids.KEY_SIZES.get(kind)) and size != len(key):
        raise DerError(f"the {kind} key has {len(key)} bytes instead of {size}", parts[1][1])
    return PublicKeyInfo(
        reader.encoded(element), algorithm, key, kind, bits=bits, curve=curve, modulus=modulus, exponent=exponent
    )


def _rsa_numbers(reader: Reader, element: Element) -> tuple[int, int]:
    """Modulus and exponent of an RSAPublicKey (RFC 8017 A.1.1) inside a BIT STRING."""
    parts = reader.children(reader.single(element[2] + 1, element[3], der.SEQUENCE))
    if len(parts) != 2:
        raise DerError(f"an RSA key has {len(parts)} numbers instead of modulus and exponent", element[1])
    modulus, exponent = map(reader.integer, parts)
    if modulus <= 0:
        raise DerError("the modulus of the RSA key is not positive", element[1])
    return modulus, exponent


def _curve(reader: Reader, algorithm: Element) -> tuple[str, int]:
    """Name and field bits of the ECParameters (RFC 5480 2.1.1) of an AlgorithmIdentifier."""
    parts = reader.children(algorithm)
    tag = parts[1][0] if len(parts) == 2 else der.NULL
    if tag == der.OBJECT_IDENTIFIER:
        oid = reader.oid(parts[1])
        return oids.CURVES.get(oid, (oid, 0))
    if tag != der.SEQUENCE:
        raise DerError("the EC key does not name its curve", algorithm[1])
    explicit = reader.children(parts[1])
    if len(explicit) < 2:
        raise DerError("the explicit parameters of the EC key have no field", parts[1][1])
    field = reader.children(explicit[1])
    if len(field) == 2 and reader.oid(field[0]) == oids.PRIME_FIELD:
        return "explicit", reader.integer(field[1]).bit_length()
    return "explicit", 0


def _check_point(key: bytes, curve: str, bits: int, offset: int) -> None:
    """Raise DerError for a point that has not the length that its form and curve ask for (SEC 1, 2.3.3)."""
    form = key[0] if key else -1
    if form not in {2, 3, 4, 6, 7}:
        raise DerError("the EC key is not a point", offset)
    octets = (bits + 7) // 8
    expected = 1 + octets * (1 if form in {2, 3} else 2)
    if bits and len(key) != expected:
        raise DerError(f"the EC point has {len(key)} bytes where the curve {curve} has {expected}", offset)


def _prime_bits(reader: Reader, algorithm: Element) -> int:
    """Bits of the prime that starts the parameters of DSA and DH (RFC 3279 2.3.2 and 2.3.3); 0 for inherited ones."""
    parts = reader.children(algorithm)
    if len(parts) < 2 or parts[1][0] == der.NULL:
        return 0
    numbers = reader.children(parts[1])
    if not numbers:
        raise DerError("the parameters of the key are empty", parts[1][1])
    return max(reader.integer(numbers[0]), 0).bit_length()


def _pss(parameters: bytes | None) -> tuple[str, str, int]:
    """Hash, hash of the mask and bytes of salt in RSASSA-PSS parameters (RFC 4055 3.1); empty names when unreadable."""
    hash_name = mask_name = "SHA-1"
    salt = 20
    if parameters is None:
        return hash_name, mask_name, salt
    reader = Reader(parameters, oids.KNOWN)
    try:
        for field in reader.children(reader.single(0, len(parameters), der.SEQUENCE)):
            inner = reader.only(field[2], field[3])
            if field[0] == 0xA0:
                hash_name = oids.HASHES.get(read_algorithm(reader, inner).oid, "")
            elif field[0] == 0xA1:
                mask_name = oids.HASHES.get(read_algorithm(reader, reader.children(inner)[1]).oid, "")
            elif field[0] == 0xA2:
                salt = reader.integer(inner)
    except (DerError, IndexError):
        return "", "", 0
    return hash_name, mask_name, salt
