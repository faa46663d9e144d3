"""Examples of the rule ``cert-rsa-exponent-unusual``."""

from __future__ import annotations

from math import prod

from tests import builder
from tests.builder import odd_keys

ALSO = {"bad_more_than_256_bits": {"cert-rsa-key-too-large"}}


def _exponent(exponent: int) -> bytes:
    return builder.server(public_key=odd_keys.spki(prod(odd_keys.usual_primes()), exponent)).annotated


def bad_three() -> bytes:
    return _exponent(3)


def bad_more_than_256_bits() -> bytes:
    return _exponent((1 << 256) + 1)


def good_65537() -> bytes:
    return _exponent(65537)


def good_256_bits() -> bytes:
    return _exponent((1 << 256) - 1)
