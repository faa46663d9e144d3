"""Examples of the rule ``cert-dsa-key-size``."""

from __future__ import annotations

from tests import builder


def _dsa(bits: int, order: int) -> bytes:
    numbers = (1 << bits - 1 | 1, 1 << order - 1 | 1, 2)
    algorithm = builder.der.sequence(
        builder.der.oid("1.2.840.10040.4.1"), builder.der.sequence(*map(builder.der.integer, numbers))
    )
    key = builder.der.sequence(algorithm, builder.der.bit_string(builder.der.integer(5)))
    return builder.server(public_key=key, key_usage=("digitalSignature",)).annotated


def bad_1024_bits() -> bytes:
    return _dsa(1024, 160)


def bad_order_of_sha1() -> bytes:
    return _dsa(2048, 160)


def good_2048_bits() -> bytes:
    return _dsa(2048, 256)
