"""Examples of the rule ``key-parameters-inconsistent``."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from tests.builder import der, keys, odd_keys
from tests.recipes import kit


def _rsa(text: str, **wrong: int) -> bytes:
    data = odd_keys.pkcs1(*odd_keys.usual_primes(), **wrong)
    return kit.block("RSA PRIVATE KEY", data, f"Private key: RSA 2048{text}")


def bad_modulus() -> bytes:
    return _rsa(", another modulus", n=2)


def bad_private_exponent() -> bytes:
    return _rsa(", another private exponent", d=2)


def bad_exponent_of_a_prime() -> bytes:
    return _rsa(", dP is wrong", dp=2)


def bad_coefficient() -> bytes:
    return _rsa(", qInv is wrong", qinv=2)


def bad_public_key_of_another() -> bytes:
    private = keys.key("p256")
    assert isinstance(private, EllipticCurvePrivateKey)
    number = private.private_numbers().private_value.to_bytes(32, "big")
    point = keys.spki("p256-root")[-65:]
    data = der.sequence(
        der.integer(1),
        der.octet_string(number),
        der.explicit(0, der.oid("1.2.840.10045.3.1.7")),
        der.explicit(1, der.bit_string(point)),
    )
    return kit.block("EC PRIVATE KEY", data, "Private key: EC P-256, with the public key of another one")


def good_rsa() -> bytes:
    return _rsa("")


def good_ec() -> bytes:
    return kit.key("p256", form="traditional")
