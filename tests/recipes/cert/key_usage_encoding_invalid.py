"""Examples of the rule ``cert-key-usage-encoding-invalid``."""

from __future__ import annotations

from tests import builder


def _with_bits(bits: bytes, unused: int) -> bytes:
    usage = builder.names.extension("2.5.29.15", builder.der.bit_string(bits, unused), critical=True)
    return builder.server(key_usage=None, extensions=(usage,)).annotated


def bad_a_byte_of_zeros() -> bytes:
    return _with_bits(b"\xa0\x00", 7)


def bad_undefined_bits() -> bytes:
    return _with_bits(b"\xa0\x01", 0)


def good_usual() -> bytes:
    return builder.server().annotated


def good_ninth_bit() -> bytes:
    return builder.server(key="p256", key_usage=("keyAgreement", "decipherOnly", "digitalSignature")).annotated
