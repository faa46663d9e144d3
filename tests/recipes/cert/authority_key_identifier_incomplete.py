"""Examples of the rule ``cert-authority-key-identifier-incomplete``."""

from __future__ import annotations

from tests import builder


def bad_serial_number_alone() -> bytes:
    value = builder.der.sequence(builder.der.implicit(2, b"\x2a"))
    extension = builder.names.extension("2.5.29.35", value)
    return builder.server(authority_key_identifier=False, extensions=(extension,)).annotated


def good_key_identifier() -> bytes:
    return builder.server().annotated
