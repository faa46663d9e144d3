"""Keys made from a fixed seed: equal on every machine and in every run, and of no use to anybody."""

from __future__ import annotations

import random
from functools import cache
from math import gcd, prod
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec, rsa

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

RSA: Final = "rsa"
EC: Final = "ec"
ALGORITHMS: Final = (RSA, EC)

_EXPONENT: Final = 65537
_BITS: Final = 2048
#: order of the group of P-256 (SEC 2, 2.4.2)
_P256_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
#: one greatest common divisor with this drops most candidates before the slow test
_SMALL_PRIMES: Final = prod(n for n in range(3, 2000) if all(n % d for d in range(2, int(n**0.5) + 1)))


@cache
def key(algorithm: str, number: int) -> Key:
    """The key of an algorithm (``rsa``: RSA-2048, ``ec``: P-256) that has this number."""
    source = random.Random(f"pemlint benchmark {algorithm} {number}")
    if algorithm == EC:
        return ec.derive_private_key(source.randrange(1, _P256_ORDER), ec.SECP256R1())
    p, q = sorted((_prime(source), _prime(source)), reverse=True)
    d = pow(_EXPONENT, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(_EXPONENT, p * q)
    numbers = rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public)
    return numbers.private_key(unsafe_skip_rsa_key_validation=True)


def _prime(source: random.Random) -> int:
    """A prime of half the bits of a key, its two highest bits set, so that the product has all the bits."""
    half = _BITS // 2
    while True:
        candidate = source.getrandbits(half) | (0b11 << (half - 2)) | 1
        if gcd(candidate, _SMALL_PRIMES) == 1 and pow(2, candidate - 1, candidate) == 1:
            return candidate
