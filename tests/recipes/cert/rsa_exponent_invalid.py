"""Examples of the rule ``cert-rsa-exponent-invalid``."""

from __future__ import annotations

from tests import builder


def _with_exponent(exponent: int) -> bytes:
    modulus = builder.keys.key("server").public_key().public_numbers().n  # type: ignore[union-attr]
    algorithm = builder.der.sequence(builder.der.oid("1.2.840.113549.1.1.1"), builder.der.null())
    numbers = builder.der.sequence(builder.der.integer(modulus), builder.der.integer(exponent))
    spki = builder.der.sequence(algorithm, builder.der.bit_string(numbers))
    return builder.server(public_key=spki).annotated


def bad_one() -> bytes:
    return _with_exponent(1)


def bad_even() -> bytes:
    return _with_exponent(65536)


def good_three() -> bytes:
    return _with_exponent(3)


def good_usual() -> bytes:
    return builder.server().annotated
