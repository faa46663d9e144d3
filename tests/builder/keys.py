"""The fixed keys of ``tests/keys``, what they sign, and every form in which a private key is written."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from tests.builder import der
from tests.builder.pem import block

Key = (
    rsa.RSAPrivateKey
    | ec.EllipticCurvePrivateKey
    | ed25519.Ed25519PrivateKey
    | ed448.Ed448PrivateKey
    | dsa.DSAPrivateKey
)

FOLDER = Path(__file__).parent.parent / "keys"
PASSWORD = b"correct horse"
#: fixed, where real software draws them at random
SALT = bytes(range(16))

HASHES: dict[str, hashes.HashAlgorithm] = {
    "md5": hashes.MD5(),
    "sha1": hashes.SHA1(),
    "sha224": hashes.SHA224(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_HASH_OIDS = {
    "sha1": "1.3.14.3.2.26",
    "sha224": "2.16.840.1.101.3.4.2.4",
    "sha256": "2.16.840.1.101.3.4.2.1",
    "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
}
_RSA_OIDS = {"md5": 4, "sha1": 5, "sha256": 11, "sha384": 12, "sha512": 13, "sha224": 14}
_EC_OIDS = {"sha1": "1", "sha224": "3.1", "sha256": "3.2", "sha384": "3.3", "sha512": "3.4"}
_DSA_OIDS = {"sha224": "2.16.840.1.101.3.4.3.1", "sha256": "2.16.840.1.101.3.4.3.2"}


@cache
def key(name: str) -> Key:
    """The private key ``tests/keys/<name>.pem``."""
    loaded = load_pem_private_key((FOLDER / f"{name}.pem").read_bytes(), None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(loaded, Key)
    return loaded


@cache
def spki(name: str) -> bytes:
    """SubjectPublicKeyInfo (DER) of a named key."""
    return key(name).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@cache
def key_identifier(name: str) -> bytes:
    """A key identifier as in RFC 7093 section 2 (1): the left 160 bits of SHA-256 over the SubjectPublicKeyInfo."""
    return hashlib.sha256(spki(name)).digest()[:20]


def describe(name: str) -> str:
    """The kind and size of a named key, as people write it."""
    private = key(name)
    match private:
        case rsa.RSAPrivateKey():
            return f"RSA {private.key_size}"
        case dsa.DSAPrivateKey():
            return f"DSA {private.key_size}"
        case ec.EllipticCurvePrivateKey():
            return f"EC P-{private.key_size}"
        case ed25519.Ed25519PrivateKey():
            return "Ed25519"
        case ed448.Ed448PrivateKey():
            return "Ed448"


def algorithm(name: str, *, digest: str = "sha256", pss: bool = False) -> bytes:
    """AlgorithmIdentifier of the signatures that a named key makes."""
    match key(name):
        case rsa.RSAPrivateKey() if pss:
            hashing = der.sequence(der.oid(_HASH_OIDS[digest]), der.null())
            masking = der.sequence(der.oid("1.2.840.113549.1.1.8"), hashing)
            parameters = (der.explicit(0, hashing), der.explicit(1, masking), der.explicit(2, der.integer(0)))
            return der.sequence(der.oid("1.2.840.113549.1.1.10"), der.sequence(*parameters))
        case rsa.RSAPrivateKey():
            return der.sequence(der.oid(f"1.2.840.113549.1.1.{_RSA_OIDS[digest]}"), der.null())
        case ec.EllipticCurvePrivateKey():
            return der.sequence(der.oid(f"1.2.840.10045.4.{_EC_OIDS[digest]}"))
        case ed25519.Ed25519PrivateKey():
            return der.sequence(der.oid("1.3.101.112"))
        case ed448.Ed448PrivateKey():
            return der.sequence(der.oid("1.3.101.113"))
        case dsa.DSAPrivateKey():
            return der.sequence(der.oid(_DSA_OIDS[digest]))


def sign(name: str, message: bytes, *, digest: str = "sha256", pss: bool = False) -> bytes:
    """A signature that is the same in every process. PSS has an empty salt; ECDSA is that of RFC 6979."""
    private, hashing = key(name), HASHES[digest]
    match private:
        case rsa.RSAPrivateKey() if pss:
            return private.sign(message, padding.PSS(padding.MGF1(hashing), 0), hashing)
        case rsa.RSAPrivateKey():
            return private.sign(message, padding.PKCS1v15(), hashing)
        case ec.EllipticCurvePrivateKey():
            return private.sign(message, ec.ECDSA(hashing, deterministic_signing=True))
        case ed25519.Ed25519PrivateKey() | ed448.Ed448PrivateKey():
            return private.sign(message)
        case dsa.DSAPrivateKey():
            return _sign_dsa(private, hashlib.new(digest, message).digest())


def _sign_dsa(private: dsa.DSAPrivateKey, digest: bytes) -> bytes:
    """DSA with a nonce drawn from key and message, as the library knows only a random one."""
    numbers = private.private_numbers()
    parameters = numbers.public_numbers.parameter_numbers
    p, q, g = parameters.p, parameters.q, parameters.g
    nonce = int.from_bytes(hashlib.sha512(numbers.x.to_bytes(64, "big") + digest).digest(), "big") % (q - 1) + 1
    r = pow(g, nonce, p) % q
    s = pow(nonce, -1, q) * (int.from_bytes(digest[: q.bit_length() // 8], "big") + numbers.x * r) % q
    return der.sequence(der.integer(r), der.integer(s))


def pkcs8(name: str) -> bytes:
    """PrivateKeyInfo (DER)."""
    return key(name).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def traditional(name: str) -> bytes:
    """PKCS#1 for an RSA key, SEC1 for an EC key, OpenSSL's own sequence for a DSA key (DER)."""
    return key(name).private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())


def pkcs1_public(name: str) -> bytes:
    """RSAPublicKey (DER) of a named RSA key."""
    return key(name).public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1)


def explicit_p256() -> bytes:
    """ECParameters (DER) that spell P-256 out (RFC 3279 2.3.5), as OpenSSL writes them on request."""
    prime = 2**256 - 2**224 + 2**192 + 2**96 - 1
    field = der.sequence(der.oid("1.2.840.10045.1.1"), der.integer(prime))
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    coefficients = der.sequence(
        der.octet_string((prime - 3).to_bytes(32, "big")), der.octet_string(b.to_bytes(32, "big"))
    )
    base = ec.derive_private_key(1, ec.SECP256R1()).public_key()
    generator = der.octet_string(base.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    return der.sequence(der.integer(1), field, coefficients, generator, der.integer(order), der.integer(1))


def encrypted_pkcs8(name: str, *, password: bytes = PASSWORD) -> bytes:
    """EncryptedPrivateKeyInfo (DER): PBES2 of PBKDF2 with HMAC-SHA-256 and AES-256-CBC (RFC 8018)."""
    rounds = 2048
    prf = der.sequence(der.oid("1.2.840.113549.2.9"), der.null())
    kdf = der.sequence(der.octet_string(SALT), der.integer(rounds), prf)
    scheme = der.sequence(
        der.sequence(der.oid("1.2.840.113549.1.5.12"), kdf),
        der.sequence(der.oid("2.16.840.1.101.3.4.1.42"), der.octet_string(SALT)),
    )
    secret = hashlib.pbkdf2_hmac("sha256", password, SALT, rounds, 32)
    return der.sequence(
        der.sequence(der.oid("1.2.840.113549.1.5.13"), scheme), der.octet_string(_aes_cbc(secret, pkcs8(name)))
    )


def _aes_cbc(secret: bytes, plain: bytes) -> bytes:
    pad = 16 - len(plain) % 16
    encryptor = Cipher(algorithms.AES(secret), modes.CBC(SALT)).encryptor()
    return encryptor.update(plain + bytes((pad,)) * pad) + encryptor.finalize()


def private_pem(name: str, *, form: str = "pkcs8", password: bytes = PASSWORD) -> bytes:
    """A private key as a PEM block; ``form`` is ``pkcs8``, ``traditional``, ``encrypted`` or ``legacy``.

    ``traditional`` is RSA PRIVATE KEY, EC PRIVATE KEY or DSA PRIVATE KEY; ``encrypted`` is ENCRYPTED PRIVATE KEY;
    ``legacy`` is the traditional form under ``Proc-Type: 4,ENCRYPTED`` (RFC 1421) with AES-128-CBC.
    """
    kind = describe(name).partition(" ")[0]
    match form:
        case "pkcs8":
            return block("PRIVATE KEY", pkcs8(name))
        case "traditional":
            return block(f"{kind} PRIVATE KEY", traditional(name))
        case "encrypted":
            return block("ENCRYPTED PRIVATE KEY", encrypted_pkcs8(name, password=password))
        case "legacy":
            # One round of OpenSSL's EVP_BytesToKey; its salt is the first half of the initialisation vector.
            secret = hashlib.md5(password + SALT[:8], usedforsecurity=False).digest()
            headers = (("Proc-Type", "4,ENCRYPTED"), ("DEK-Info", f"AES-128-CBC,{SALT.hex().upper()}"))
            return block(f"{kind} PRIVATE KEY", _aes_cbc(secret, traditional(name)), headers=headers)
    raise ValueError(f"no such form of a private key: {form}")


def public_pem(name: str) -> bytes:
    """The public key as a PUBLIC KEY block."""
    return block("PUBLIC KEY", spki(name))
