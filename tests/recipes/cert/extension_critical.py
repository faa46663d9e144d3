"""Examples of the rule ``cert-extension-critical``."""

from __future__ import annotations

from tests import builder


def bad_revocation_lists() -> bytes:
    extension = builder.names.extension("2.5.29.31", builder.der.sequence(), critical=True)
    return builder.server(extensions=(extension,)).annotated


def good_not_critical() -> bytes:
    extension = builder.names.extension("2.5.29.31", builder.der.sequence())
    return builder.server(extensions=(extension,)).annotated
