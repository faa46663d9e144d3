"""Examples of the rule ``cert-rsa-key-too-large``."""

from __future__ import annotations

from math import prod

from tests import builder
from tests.builder import odd_keys


def _key(modulus: int, exponent: int = 65537) -> bytes:
    return builder.server(public_key=odd_keys.spki(modulus, exponent)).annotated


def bad_modulus_of_16392_bits() -> bytes:
    return _key(odd_keys.without_small_factors("large", 16_392))


def bad_exponent_of_257_bits() -> bytes:
    return _key(prod(odd_keys.usual_primes()), (1 << 256) + 1)


def good_modulus_of_16384_bits() -> bytes:
    return _key(odd_keys.without_small_factors("large", 16_384))


def good_exponent_of_256_bits() -> bytes:
    return _key(prod(odd_keys.usual_primes()), (1 << 256) - 1)
