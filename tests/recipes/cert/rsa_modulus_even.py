"""Examples of the rule ``cert-rsa-modulus-even``."""

from __future__ import annotations

from tests import builder


def bad_even() -> bytes:
    algorithm = builder.der.sequence(builder.der.oid("1.2.840.113549.1.1.1"), builder.der.null())
    numbers = builder.der.sequence(builder.der.integer(1 << 2047), builder.der.integer(65537))
    spki = builder.der.sequence(algorithm, builder.der.bit_string(numbers))
    return builder.server(public_key=spki).annotated


def good_odd() -> bytes:
    return builder.server().annotated
