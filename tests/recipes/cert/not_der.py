"""Examples of the rule ``cert-not-der``."""

from __future__ import annotations

from tests import builder


def bad_boolean() -> bytes:
    value = builder.der.sequence(builder.der.tlv(0x01, b"\x01"))
    basic = builder.names.extension("2.5.29.19", value, critical=True)
    return builder.root(ca=None, extensions=(basic,)).annotated


def bad_zero_bits_at_the_end() -> bytes:
    usage = builder.names.extension("2.5.29.15", builder.der.bit_string(b"\xa0", 0), critical=True)
    return builder.server(key_usage=None, extensions=(usage,)).annotated


def good_usual() -> bytes:
    return builder.server().annotated
