"""Examples of the rule ``cert-name-constraints-range``."""

from __future__ import annotations

from tests import builder


def _constrained(*numbers: bytes) -> bytes:
    tree = builder.der.sequence(builder.names.general_name("example.com"), *numbers)
    value = builder.der.sequence(builder.der.explicit(0, tree))
    extension = builder.names.extension("2.5.29.30", value, critical=True)
    return builder.intermediate(extensions=(extension,)).annotated


def bad_maximum() -> bytes:
    return _constrained(builder.der.implicit(1, b"\x03"))


def good_neither() -> bytes:
    return _constrained()
