"""Examples of the rule ``crl-duplicate-extension``."""

from __future__ import annotations

from tests import builder
from tests.recipes import kit


def bad_two_numbers() -> bytes:
    number = builder.names.extension("2.5.29.20", builder.der.integer(2))
    return kit.crl("with two numbers", extensions=(number,))


def bad_two_reasons_in_an_entry() -> bytes:
    reason = builder.names.extension("2.5.29.21", builder.der.tlv(0x0A, b"\x01"))
    return kit.crl("two reasons in an entry", entry_extensions=(reason, reason))


def good_each_once() -> bytes:
    reason = builder.names.extension("2.5.29.21", builder.der.tlv(0x0A, b"\x01"))
    return kit.crl("one reason in each of two entries", revoked=(2, 3), entry_extensions=(reason,))
