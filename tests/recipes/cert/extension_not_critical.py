"""Examples of the rule ``cert-extension-not-critical``."""

from __future__ import annotations

from tests import builder


def bad_inhibit_any_policy() -> bytes:
    extension = builder.names.extension("2.5.29.54", builder.der.integer(0))
    return builder.intermediate(extensions=(extension,)).annotated


def good_inhibit_any_policy() -> bytes:
    extension = builder.names.extension("2.5.29.54", builder.der.integer(0), critical=True)
    return builder.intermediate(extensions=(extension,)).annotated
