"""Examples of the rule ``cert-unknown-critical-extension``."""

from __future__ import annotations

from tests import builder


def bad_private_extension() -> bytes:
    extension = builder.names.extension("1.3.6.1.4.1.32473.1", builder.der.null(), critical=True)
    return builder.server(extensions=(extension,)).annotated


def bad_precertificate() -> bytes:
    poison = builder.names.extension("1.3.6.1.4.1.11129.2.4.3", builder.der.null(), critical=True)
    return builder.server(extensions=(poison,)).annotated


def good_not_critical() -> bytes:
    extension = builder.names.extension("1.3.6.1.4.1.32473.1", builder.der.null())
    return builder.server(extensions=(extension,)).annotated


def good_known_to_everybody() -> bytes:
    return builder.intermediate(extensions=(builder.names.name_constraints(("example.com",)),)).annotated
