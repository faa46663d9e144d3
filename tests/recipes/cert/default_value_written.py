"""Examples of the rule ``cert-default-value-written``."""

from __future__ import annotations

from tests import builder


def bad_ca_false() -> bytes:
    value = builder.der.sequence(builder.der.boolean(False))
    basic = builder.names.extension("2.5.29.19", value, critical=True)
    return builder.server(ca=None, extensions=(basic,)).annotated


def bad_critical_false() -> bytes:
    parts = (builder.der.oid("2.5.29.37"), builder.der.boolean(False))
    value = builder.der.octet_string(builder.der.sequence(builder.der.oid("1.3.6.1.5.5.7.3.1")))
    return builder.server(extended_key_usage=None, extensions=(builder.der.sequence(*parts, value),)).annotated


def good_usual() -> bytes:
    return builder.server().annotated
