"""RSA keys that nobody should have, from fixed primes: the same on every machine, and slow to make only once."""

from __future__ import annotations

from functools import cache
from hashlib import shake_256
from math import gcd, prod

from tests.builder import der

_SMALL = prod(range(3, 2_000, 2))


@cache
def prime_after(start: int, *, fits: int = 65537) -> int:
    """The first prime from ``start`` on whose predecessor has no factor in common with the exponent ``fits``."""
    candidate = start | 1
    while (candidate - 1) % fits == 0 or not _is_prime(candidate):
        candidate += 2
    return candidate


def _is_prime(number: int) -> bool:
    """Fermat's test to two bases, which is good enough for numbers that nobody chose in bad faith."""
    return gcd(number, _SMALL) == 1 and all(pow(base, number - 1, number) == 1 for base in (2, 3))


def number(name: str, bits: int = 1024) -> int:
    """A number of so many bits, the two highest set, that looks as if it were drawn; a name gives always the same."""
    drawn = int.from_bytes(shake_256(name.encode()).digest(bits // 8), "big")
    return drawn | 3 << bits - 2


def without_small_factors(name: str, bits: int) -> int:
    """A number of so many bits without a factor below 2,000: it looks like the product of two large primes."""
    candidate = number(name, bits) | 1
    while gcd(candidate, _SMALL) > 1:
        candidate += 2
    return candidate


def close_primes() -> tuple[int, int]:
    """Two primes of 1,024 bits that stand side by side: their product is factored at once."""
    first = prime_after(number("close"))
    return prime_after(first + 2), first


def roca_primes() -> tuple[int, int]:
    """Two primes of 1,024 bits of the form that Infineon's library chose (CVE-2017-15361)."""
    modulus = prod(number for number in range(2, 702) if all(number % other for other in range(2, number)))
    found = []
    for power, start in ((1234, number("first")), (5678, number("second"))):
        candidate = start - start % modulus + pow(65537, power, modulus)
        while not _is_prime(candidate):
            candidate += modulus
        found.append(candidate)
    return found[0], found[1]


def usual_primes() -> tuple[int, int]:
    """Two primes of 1,024 bits with nothing in common."""
    return prime_after(number("one")), prime_after(number("two"))


def dsa_1024() -> bytes:
    """A DSA key of 1,024 bits in the form of OpenSSL (DER)."""
    q = prime_after(number("order", 160))
    p = number("field") // (2 * q) * (2 * q) + 1
    while not _is_prime(p):
        p += 2 * q
    g, x = pow(2, (p - 1) // q, p), 7
    return der.sequence(*map(der.integer, (0, p, q, g, pow(g, x, p), x)))


def pkcs1(p: int, q: int, *, e: int = 65537, **wrong: int) -> bytes:
    """An RSAPrivateKey (DER); ``wrong`` names numbers to add something to: ``n``, ``d``, ``dp``, ``dq``, ``qinv``.

    The primes are taken at their word: the other numbers follow from them as if they were.
    """
    phi = (p - 1) * (q - 1)
    d = pow(e, -1, phi) if e % 2 else 1
    numbers = {"n": p * q, "e": e, "d": d, "p": p, "q": q, "dp": d % (p - 1), "dq": d % (q - 1), "qinv": pow(q, -1, p)}
    return der.sequence(der.integer(0), *(der.integer(value + wrong.get(name, 0)) for name, value in numbers.items()))


def spki(n: int, e: int = 65537) -> bytes:
    """The SubjectPublicKeyInfo (DER) of an RSA key."""
    algorithm = der.sequence(der.oid("1.2.840.113549.1.1.1"), der.null())
    return der.sequence(algorithm, der.bit_string(der.sequence(der.integer(n), der.integer(e))))
