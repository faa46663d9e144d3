"""Examples of the rule ``key-primes-composite``."""

from __future__ import annotations

from tests.builder import odd_keys
from tests.recipes import kit


def _key(p: int, q: int, text: str) -> bytes:
    return kit.block("RSA PRIVATE KEY", odd_keys.pkcs1(p, q), f"Private key: RSA 2048{text}")


def _composite() -> int:
    """The product of two primes of 512 bits."""
    return odd_keys.prime_after(odd_keys.number("one", 512)) * odd_keys.prime_after(odd_keys.number("two", 512))


def bad_one() -> bytes:
    return _key(odd_keys.usual_primes()[0], _composite(), ", of three primes in truth")


def bad_small_factor() -> bytes:
    p, q = odd_keys.usual_primes()
    return _key(p, q + 2 * ((-q * pow(2, -1, 1009)) % 1009), ", with the factor 1009")


def good_primes() -> bytes:
    return _key(*odd_keys.usual_primes(), "")


def good_server() -> bytes:
    return kit.key("server")


def good_ec() -> bytes:
    return kit.key("p256")
