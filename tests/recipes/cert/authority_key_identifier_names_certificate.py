"""Examples of the rule ``cert-authority-key-identifier-names-certificate``."""

from __future__ import annotations

from tests import builder


def bad_key_and_serial_number() -> bytes:
    value = builder.der.sequence(builder.der.implicit(0, bytes(20)), builder.der.implicit(2, b"\x2a"))
    extension = builder.names.extension("2.5.29.35", value)
    return builder.server(authority_key_identifier=False, extensions=(extension,)).annotated


def good_key_alone() -> bytes:
    return builder.server().annotated
