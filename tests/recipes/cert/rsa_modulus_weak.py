"""Examples of the rule ``cert-rsa-modulus-weak``."""

from __future__ import annotations

from tests import builder


def _with_modulus(modulus: int) -> bytes:
    algorithm = builder.der.sequence(builder.der.oid("1.2.840.113549.1.1.1"), builder.der.null())
    numbers = builder.der.sequence(builder.der.integer(modulus), builder.der.integer(65537))
    spki = builder.der.sequence(algorithm, builder.der.bit_string(numbers))
    return builder.server(public_key=spki).annotated


def bad_small_factor() -> bytes:
    return _with_modulus(751 * (1 << 2040 | 1))


def bad_factors_close_together() -> bytes:
    # neither has to be a prime: no factor below 752 is enough to get this far
    middle = 1 << 1024
    return _with_modulus((middle - 105) * (middle + 643))


def good_usual() -> bytes:
    return builder.server().annotated
