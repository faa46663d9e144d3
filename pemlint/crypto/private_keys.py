"""Private keys in the clear: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017 A.1.2), SEC1 (RFC 5915).

Nothing that is returned or raised here holds a private number, and no reason quotes one.
"""

from __future__ import annotations

from pemlint import der, forms
from pemlint.crypto.library import Unanswered, curve, make
from pemlint.der import DerError, Reader
from pemlint.record import NamedTuple
from pemlint.x509 import PublicKeyInfo, oids, public_key_info

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

    from pemlint.der import Element

__all__ = ["KeyProblem", "LoadedKey", "load_private_key", "rsa_primes"]

#: numbers above these cost seconds; OpenSSL refuses the former itself, and nobody has the latter
_MAX_RSA_BITS: Final = 16_384
_MAX_DSA_BITS: Final = 8_192
#: octets of a private key that the library reads itself; an SLH-DSA or ML-DSA key has a few thousand
_MAX_OCTETS: Final = 16_384

_CONTEXT_0: Final = 0xA0
_CONTEXT_1: Final = 0xA1
#: the public key beside a private one (RFC 5958 2)
_PUBLIC_KEY: Final = 0x81
_EC_PUBLIC_KEY: Final = forms.encode(der.OBJECT_IDENTIFIER, der.encode_oid(oids.EC))
#: characters; in the place of a longer one may stand anything
_LONGEST_OID: Final = 60
_BROKEN: Final = "its structure is damaged"
_OF_ANOTHER: Final = "the public key inside it is that of another key"
#: module and class of keys that are octets and nothing else (RFC 8410)
_RAW: Final[Mapping[str, tuple[str, str]]] = {
    "Ed25519": ("ed25519", "Ed25519PrivateKey"),
    "Ed448": ("ed448", "Ed448PrivateKey"),
    "X25519": ("x25519", "X25519PrivateKey"),
    "X448": ("x448", "X448PrivateKey"),
}


class LoadedKey(NamedTuple):
    """A private key that can be read: what it belongs to, never its own numbers."""

    public: PublicKeyInfo
    #: how its parts contradict each other, to stand after a colon; empty for a key that can be used
    contradiction: str = ""


class KeyProblem(NamedTuple):
    """Why a private key cannot be used."""

    reason: str
    encrypted: bool = False
    #: it may well be sound, but neither this reader nor the library knows its kind, curve or form
    unsupported: bool = False


class _KeyError(DerError):
    """A key with a fault that can be named without telling its bytes."""


class _UnsupportedError(_KeyError):
    """A key that cannot be judged."""


class _Derived(NamedTuple):
    """The SubjectPublicKeyInfo of a private key, and how the key contradicts itself, if it does."""

    public: bytes
    contradiction: str = ""


def load_private_key(data: bytes) -> LoadedKey | KeyProblem:
    """Read the DER of a private key and derive its public key. Total.

    Whether the numbers of an RSA key agree with each other is said; that its primes are prime is not tested.
    """
    kind, end = forms.recognise(data)
    if kind == forms.ENCRYPTED_PKCS8:
        return KeyProblem("the private key is encrypted", encrypted=True)
    if kind not in forms.PRIVATE_KEYS:
        return KeyProblem("the structure is that of no known private key")
    reader = Reader(data, oids.KNOWN)
    try:
        outer = reader.single(0, len(data), der.SEQUENCE)
        if kind == forms.PKCS8:
            derived = _pkcs8(reader, outer)
        elif kind == forms.PKCS1:
            derived = _rsa(reader, outer)
        elif kind == forms.SEC1:
            derived = _ec(reader, outer, None, outer)
        else:
            _limit(reader.children(outer), "DSA")
            derived = _Derived(_other(reader, outer, "DSA"))
    except _KeyError as error:
        return KeyProblem(f"{error.reason} (byte {error.offset})", unsupported=isinstance(error, _UnsupportedError))
    except DerError:
        # where a damaged key breaks, and what stands there instead, depends on its secret bytes
        return KeyProblem(f"{end - len(data)} of {end} bytes are missing" if end > len(data) else _BROKEN)
    info = public_key_info(derived.public)
    if isinstance(info, PublicKeyInfo):
        return LoadedKey(info, derived.contradiction)
    return KeyProblem(derived.contradiction or "its public key cannot be read")


def rsa_primes(data: bytes) -> tuple[int, int] | None:
    """The two primes of an RSA key that ``load_private_key`` reads. They are the key: nobody may keep or show them."""
    form = forms.recognise(data)
    reader = Reader(data[: form.end])
    try:
        key = reader.single(0, len(reader.data), der.SEQUENCE)
        if form.kind == forms.PKCS8:
            key = reader.single(*reader.children(key)[2][2:], der.SEQUENCE)
        numbers = reader.children(key)
        return (reader.integer(numbers[4]), reader.integer(numbers[5])) if len(numbers) == 9 else None
    except DerError:
        return None


def _pkcs8(reader: Reader, outer: Element) -> _Derived:
    """What a PrivateKeyInfo belongs to. Raises DerError, as all below."""
    parts = reader.children(outer)
    algorithm = reader.children(parts[1])
    if not algorithm:
        raise _KeyError("the algorithm is missing", parts[1][1])
    oid = reader.oid(algorithm[0])
    start, end = parts[2][2:]
    if oid in (oids.RSA, oids.RSA_PSS):
        # A restriction to PSS belongs to the public key too; the parameters of plain RSA are always NULL.
        algorithm_der = reader.encoded(parts[1]) if oid == oids.RSA_PSS else b""
        return _rsa(reader, reader.single(start, end, der.SEQUENCE), algorithm_der)
    parameters = algorithm[1] if len(algorithm) > 1 else None
    if oid == oids.EC:
        return _ec(reader, reader.single(start, end, der.SEQUENCE), parameters, outer)
    kind = oids.KEYS.get(oid)
    if kind is None:
        known = oid if len(oid) <= _LONGEST_OID else "of a long name"
        raise _UnsupportedError(f"the private key is of an unknown kind ({known})", algorithm[0][1])
    if kind in _RAW:
        public = _raw(reader, reader.single(start, end, der.OCTET_STRING), kind, reader.encoded(parts[1]))
        for part in parts[3:]:
            if part[0] == _PUBLIC_KEY and not public.endswith(reader.bit_string(part, _PUBLIC_KEY)[0]):
                return _Derived(public, _OF_ANOTHER)
        return _Derived(public)
    if kind in {"DSA", "DH"}:
        _limit([*_integers(reader, parameters), reader.single(start, end, der.INTEGER)], kind)
    return _Derived(_other(reader, outer, kind))


def _rsa(reader: Reader, element: Element, algorithm: bytes = b"") -> _Derived:
    numbers = reader.children(element)
    if len(numbers) != 9:
        if len(numbers) == 10:
            raise _UnsupportedError("RSA keys of more than two primes are not supported", element[1])
        raise _KeyError(f"an RSA private key has {len(numbers)} parts instead of nine", element[1])
    if any(number[3] - number[2] > _MAX_RSA_BITS // 8 + 1 for number in numbers):
        raise _KeyError(f"the RSA key is over {_MAX_RSA_BITS:,} bits", element[1])
    numbers_of_key = [reader.integer(number) for number in numbers[1:]]
    n, e = numbers_of_key[:2]
    if n.bit_length() > _MAX_RSA_BITS:
        raise _KeyError(f"the RSA key is over {_MAX_RSA_BITS:,} bits", element[1])
    if min(n, e) < 1:
        raise _KeyError("modulus or exponent of the RSA key is not positive", element[1])
    public = forms.encode(der.SEQUENCE, forms.encode_integer(n) + forms.encode_integer(e))
    info = forms.spki(algorithm, public) if algorithm else forms.rsa_spki(public)
    return _Derived(info, _contradiction(numbers_of_key))


def _contradiction(numbers: list[int]) -> str:
    """Which of the relations of RFC 8017 3.2 does not hold between the numbers of a key; empty when all do."""
    n, e, d, p, q, d_p, d_q, q_inverse = numbers
    if min(p, q) < 2 or p * q != n:
        return "its modulus is not the product of its two primes"
    if p == q:
        return "its two primes are the same number"
    # an even exponent has no inverse at all, which is another fault than a wrong one
    if d < 1 or (e % 2 and any(e * d % (prime - 1) != 1 % (prime - 1) for prime in (p, q))):
        return "its private exponent does not belong to its public exponent"
    if d_p != d % (p - 1) or d_q != d % (q - 1):
        return "an exponent for one of its primes (dP, dQ) does not belong to its private exponent"
    return "" if q_inverse * q % p == 1 else "its coefficient (qInv) does not belong to its primes"


def _ec(reader: Reader, element: Element, parameters: Element | None, outer: Element) -> _Derived:
    """An ECPrivateKey; ``parameters`` are those of the PKCS#8 around it, which is ``outer``."""
    parts = reader.children(element)
    if len(parts) < 2:
        raise _KeyError(f"an EC private key has {len(parts)} parts instead of a version and a number", element[1])
    if reader.integer(parts[0]) != 1:
        raise _KeyError("the version of an EC private key is 1", parts[0][1])
    optional = {part[0]: reader.element(part[2], part[3]) for part in parts[2:]}
    parameters = _curve_of(reader, element, optional.get(_CONTEXT_0), parameters)
    algorithm = forms.encode(der.SEQUENCE, _EC_PUBLIC_KEY + reader.encoded(parameters))
    if parameters[0] != der.OBJECT_IDENTIFIER:
        # The library names the curve that it recognises in them; the certificate of the key spells it out.
        named = public_key_info(_other(reader, outer, "EC"))
        return _Derived(forms.spki(algorithm, named.key if isinstance(named, PublicKeyInfo) else b""))
    oid = reader.oid(parameters)
    name, bits = oids.CURVES.get(oid, (oid, 0))
    size = (bits + 7) // 8
    scalar = int.from_bytes(reader.octets(parts[1]), "big")

    def derive() -> tuple[int, int]:
        from cryptography.hazmat.primitives.asymmetric import ec

        if scalar.bit_length() > bits:
            raise Unanswered
        numbers = ec.derive_private_key(scalar, curve(name)).public_key().public_numbers()
        return numbers.x, numbers.y

    try:
        make(lambda: curve(name))
    except Unanswered:
        raise _UnsupportedError(f"EC keys on the curve {name} are not supported", parameters[1]) from None
    try:
        x, y = make(derive)
    except Unanswered:
        raise _KeyError(f"the number of the EC private key ({name}) is out of range", parts[1][1]) from None
    octets = x.to_bytes(size, "big")
    point = b"\x04" + octets + y.to_bytes(size, "big")
    if _CONTEXT_1 in optional:
        written, _ = reader.bit_string(optional[_CONTEXT_1])
        # uncompressed, compressed and hybrid form (SEC 1 2.3.3)
        if written not in (point, bytes((2 | y & 1,)) + octets, bytes((6 | y & 1,)) + point[1:]):
            return _Derived(forms.spki(algorithm, point), _OF_ANOTHER)
    return _Derived(forms.spki(algorithm, point))


def _curve_of(reader: Reader, key: Element, inside: Element | None, around: Element | None) -> Element:
    """The parameters inside an EC private key, or those of the PKCS#8 around it; they must agree."""
    if inside is not None and around is not None and reader.encoded(inside) != reader.encoded(around):
        raise _KeyError("the EC private key names another curve than the PKCS#8 around it", inside[1])
    found = inside if inside is not None else around
    if found is None:
        raise _KeyError("the EC private key does not name its curve", key[1])
    return found


def _raw(reader: Reader, octets: Element, kind: str, algorithm: bytes) -> bytes:
    content = reader.octets(octets)
    module, name = _RAW[kind]

    def derive() -> bytes:
        from importlib import import_module

        loaded = getattr(import_module(f"cryptography.hazmat.primitives.asymmetric.{module}"), name)
        public: bytes = loaded.from_private_bytes(content).public_key().public_bytes_raw()
        return public

    try:
        return forms.spki(algorithm, make(derive))
    except Unanswered:
        raise _KeyError(f"the private key is not one of {kind}", octets[1]) from None


def _other(reader: Reader, outer: Element, kind: str) -> bytes:
    """Whatever else the library can load, its checks of RSA keys apart."""
    data = reader.encoded(outer)
    if len(data) > _MAX_OCTETS:
        raise _KeyError(f"the private key is over {_MAX_OCTETS:,} bytes", outer[1])

    def load() -> bytes:
        from cryptography.hazmat.primitives import serialization as s

        key = s.load_der_private_key(data, None, unsafe_skip_rsa_key_validation=True)
        return key.public_key().public_bytes(s.Encoding.DER, s.PublicFormat.SubjectPublicKeyInfo)

    try:
        return make(load)
    except Unanswered:
        raise _UnsupportedError(f"{kind} private keys of this form are not supported", outer[1]) from None


def _integers(reader: Reader, parameters: Element | None) -> list[Element]:
    if parameters is None:
        return []
    return [element for element in reader.children(parameters) if element[0] == der.INTEGER]


def _limit(numbers: list[Element], kind: str) -> None:
    """Refuse numbers with which the library would compute for seconds."""
    for number in numbers:
        if number[3] - number[2] > _MAX_DSA_BITS // 8 + 1:
            raise _KeyError(f"the {kind} key is over {_MAX_DSA_BITS:,} bits", number[1])
