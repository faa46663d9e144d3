"""Examples of the rule ``cert-rsa-modulus-odd-length``."""

from __future__ import annotations

from tests import builder
from tests.builder import odd_keys


def bad_one_bit_short() -> bytes:
    # neither has to be a prime: no small factor is enough to get this far
    return builder.server(public_key=odd_keys.spki(((3 << 1022) + 5) * ((5 << 1021) + 13))).annotated


def good_usual() -> bytes:
    return builder.server().annotated
