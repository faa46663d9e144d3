"""Whether a key made a signature: RSA (PKCS#1 v1.5 and PSS), ECDSA, EdDSA, DSA, ML-DSA."""

from __future__ import annotations

from contextlib import suppress

from pemlint import der
from pemlint.crypto.library import Unanswered, ask, curve, make
from pemlint.crypto.verdict import Verdict
from pemlint.der import DerError, Reader
from pemlint.x509 import oids
from pemlint.x509.keys import MOST_RSA_BITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Final

    from cryptography.hazmat.primitives.asymmetric import ec, padding
    from cryptography.hazmat.primitives.hashes import HashAlgorithm

    from pemlint.der import Element
    from pemlint.x509 import AlgorithmIdentifier, PublicKeyInfo

    #: (signed bytes, signature, algorithm); raises InvalidSignature, or something else when it cannot tell
    Check = Callable[[bytes, bytes, AlgorithmIdentifier], object]

__all__ = ["Verifier", "make_ready", "verify"]

_MGF1: Final = "1.2.840.113549.1.1.8"
_HASHES: Final[Mapping[str, str]] = {
    "MD5": "MD5",
    "SHA-1": "SHA1",
    "SHA-224": "SHA224",
    "SHA-256": "SHA256",
    "SHA-384": "SHA384",
    "SHA-512": "SHA512",
    "SHA3-224": "SHA3_224",
    "SHA3-256": "SHA3_256",
    "SHA3-384": "SHA3_384",
    "SHA3-512": "SHA3_512",
}


def make_ready() -> None:
    """Import what most signatures need, before there is one to verify. Some of it is imported by the first question."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    _ = padding, rsa
    with suppress(InvalidSignature, Unanswered):
        key = make(lambda: ec.derive_private_key(1, ec.SECP256R1()).public_key())
        ask(lambda: key.verify(b"", b"", ec.ECDSA(hashes.SHA256())), InvalidSignature)


class Verifier:
    """Verifies signatures; each distinct key is built once."""

    __slots__ = ("_checks", "_refusal")

    def __init__(self) -> None:
        self._checks: dict[bytes, Check | None] = {}
        #: what the library raises where another key made the signature; known when there is a key
        self._refusal: type[Exception] = Unanswered

    def verify(self, tbs: bytes, signature: bytes, algorithm: AlgorithmIdentifier, key: PublicKeyInfo) -> str:
        """Whether ``key`` made ``signature`` over ``tbs``, as a ``Verdict``. Total."""
        if not algorithm.key_kind or key.kind not in _BUILDERS:
            return Verdict.UNSUPPORTED
        if not _suits(algorithm, key):
            return Verdict.INVALID
        check = self._check(key)
        if check is None:
            return Verdict.UNSUPPORTED
        try:
            ask(lambda: check(tbs, signature, algorithm), self._refusal)
        except self._refusal:
            return Verdict.INVALID
        except Unanswered:
            return Verdict.UNSUPPORTED
        return Verdict.VALID

    def _check(self, key: PublicKeyInfo) -> Check | None:
        """What verifies with this key; None when the key is none."""
        if key.der not in self._checks:
            from cryptography.exceptions import InvalidSignature

            self._refusal = InvalidSignature
            check: Check | None
            try:
                check = make(lambda: _BUILDERS[key.kind](key))
            except Unanswered:
                check = None
            self._checks[key.der] = check
        return self._checks[key.der]


def verify(tbs: bytes, signature: bytes, algorithm: AlgorithmIdentifier, key: PublicKeyInfo) -> str:
    """Whether ``key`` made ``signature`` over ``tbs``, as a ``Verdict``. Total; remembers nothing."""
    return Verifier().verify(tbs, signature, algorithm, key)


def _suits(algorithm: AlgorithmIdentifier, key: PublicKeyInfo) -> bool:
    """Whether keys of this kind make such signatures at all."""
    if key.kind == "RSA-PSS":
        return algorithm.oid == oids.RSA_PSS
    return key.kind in (algorithm.key_kind, algorithm.name)


def _rsa(key: PublicKeyInfo) -> Check:
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    if key.is_too_large:
        raise Unanswered
    public = rsa.RSAPublicNumbers(key.exponent, key.modulus).public_key()
    # what a key signs is mostly signed in one way, and the objects for it cost more than the call
    ways: dict[AlgorithmIdentifier, tuple[padding.AsymmetricPadding, HashAlgorithm]] = {}

    def check(tbs: bytes, signature: bytes, algorithm: AlgorithmIdentifier) -> None:
        way = ways.get(algorithm)
        if way is None:
            plain = algorithm.oid != oids.RSA_PSS
            way = (padding.PKCS1v15(), _hash(algorithm.hash_name)) if plain else _pss(algorithm)
            ways[algorithm] = way
        public.verify(signature, tbs, *way)

    return check


def _ec(key: PublicKeyInfo) -> Check:
    from cryptography.hazmat.primitives.asymmetric import ec

    if key.curve == "explicit":
        public = _explicit(key)
    else:
        public = ec.EllipticCurvePublicKey.from_encoded_point(curve(key.curve), key.key)
    ways: dict[AlgorithmIdentifier, ec.ECDSA] = {}

    def check(tbs: bytes, signature: bytes, algorithm: AlgorithmIdentifier) -> None:
        way = ways.get(algorithm)
        if way is None:
            way = ways[algorithm] = ec.ECDSA(_hash(algorithm.hash_name))
        public.verify(signature, tbs, way)

    return check


def _explicit(key: PublicKeyInfo) -> ec.EllipticCurvePublicKey:
    """A key that spells out its curve (RFC 3279 2.3.5): the library knows the common curves again."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    loaded = load_der_public_key(key.der)
    if not isinstance(loaded, ec.EllipticCurvePublicKey):
        raise Unanswered
    return loaded


def _ed25519(key: PublicKeyInfo) -> Check:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    public = Ed25519PublicKey.from_public_bytes(key.key)
    return lambda tbs, signature, _: public.verify(signature, tbs)


def _ed448(key: PublicKeyInfo) -> Check:
    from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey

    public = Ed448PublicKey.from_public_bytes(key.key)
    return lambda tbs, signature, _: public.verify(signature, tbs)


def _dsa(key: PublicKeyInfo) -> Check:
    from cryptography.hazmat.primitives.asymmetric import dsa

    reader = Reader(key.algorithm.parameters or b"")
    domain = reader.children(reader.single(0, len(reader.data), der.SEQUENCE))
    p, q, g = (reader.integer(element) for element in domain)
    point = Reader(key.key)
    y = point.integer(point.single(0, len(point.data), der.INTEGER))
    if not 0 < y < p:
        raise Unanswered
    # the library allows only the sizes of FIPS 186, which bounds the work
    public = dsa.DSAPublicNumbers(y, dsa.DSAParameterNumbers(p, q, g)).public_key()
    return lambda tbs, signature, algorithm: public.verify(signature, tbs, _hash(algorithm.hash_name))


def _ml_dsa(key: PublicKeyInfo) -> Check:
    # Older versions of the library, and builds on other libraries than OpenSSL, do not have it.
    from importlib import import_module

    module = import_module("cryptography.hazmat.primitives.asymmetric.mldsa")
    public = getattr(module, key.kind.replace("-", "") + "PublicKey").from_public_bytes(key.key)
    return lambda tbs, signature, _: public.verify(signature, tbs)


_BUILDERS: Final[Mapping[str, Callable[[PublicKeyInfo], Check]]] = {
    "RSA": _rsa,
    "RSA-PSS": _rsa,
    "EC": _ec,
    "Ed25519": _ed25519,
    "Ed448": _ed448,
    "DSA": _dsa,
    "ML-DSA-44": _ml_dsa,
    "ML-DSA-65": _ml_dsa,
    "ML-DSA-87": _ml_dsa,
}


def _hash(name: str) -> HashAlgorithm:
    from cryptography.hazmat.primitives import hashes

    made: HashAlgorithm = getattr(hashes, _HASHES[name])()
    return made


def _pss(algorithm: AlgorithmIdentifier) -> tuple[padding.PSS, HashAlgorithm]:
    """Padding and hash of RSASSA-PSS-params (RFC 4055 3.1). Raises DerError, Unanswered and KeyError."""
    from cryptography.hazmat.primitives.asymmetric import padding

    reader = Reader(algorithm.parameters or b"", oids.KNOWN)
    fields = {element[0]: element for element in reader.children(reader.single(0, len(reader.data), der.SEQUENCE))}
    hash_name = mask_name = "SHA-1"
    salt, trailer = 20, 1
    if 0xA0 in fields:
        hash_name = _hash_name(reader, _inner(reader, fields[0xA0]))
    if 0xA1 in fields:
        mask, mask_hash = reader.children(_inner(reader, fields[0xA1]))
        if reader.oid(mask) != _MGF1:
            raise Unanswered
        mask_name = _hash_name(reader, mask_hash)
    if 0xA2 in fields:
        salt = reader.integer(_inner(reader, fields[0xA2]))
    if 0xA3 in fields:
        trailer = reader.integer(_inner(reader, fields[0xA3]))
    if trailer != 1 or salt > MOST_RSA_BITS // 8:
        raise Unanswered
    return padding.PSS(padding.MGF1(_hash(mask_name)), salt), _hash(hash_name)


def _inner(reader: Reader, explicit: Element) -> Element:
    """The one element inside an explicit tag. Raises DerError."""
    found = reader.element(explicit[2], explicit[3])
    if found[3] != explicit[3]:
        raise DerError("an explicit tag holds more than one element", found[3])
    return found


def _hash_name(reader: Reader, element: Element) -> str:
    """The name of a hash by its AlgorithmIdentifier. Raises DerError and KeyError."""
    return oids.HASHES[reader.oid(reader.element(element[2], element[3]))]
