"""Examples of the rule ``cert-authority-key-identifier-critical``."""

from __future__ import annotations

from tests import builder


def bad_critical() -> bytes:
    value = builder.der.sequence(builder.der.implicit(0, bytes(20)))
    extension = builder.names.extension("2.5.29.35", value, critical=True)
    return builder.server(authority_key_identifier=False, extensions=(extension,)).annotated


def good_not_critical() -> bytes:
    return builder.server().annotated
