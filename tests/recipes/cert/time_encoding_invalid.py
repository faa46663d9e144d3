"""Examples of the rule ``cert-time-encoding-invalid``."""

from __future__ import annotations

from tests import builder


def bad_generalized_time_of_today() -> bytes:
    return builder.server(not_after=builder.der.tlv(0x18, b"20270101000000Z")).annotated


def bad_no_seconds() -> bytes:
    return builder.server(not_before=builder.der.tlv(0x17, b"2601010000Z")).annotated


def bad_local_time() -> bytes:
    return builder.server(not_before=builder.der.tlv(0x17, b"260101000000+0100")).annotated


def good_usual() -> bytes:
    return builder.server().annotated


def good_after_2049() -> bytes:
    return builder.root(not_after=builder.der.tlv(0x18, b"20600101000000Z")).annotated
