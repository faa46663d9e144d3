"""Examples of the rule ``cert-name-constraints-not-critical``."""

from __future__ import annotations

from tests import builder


def bad_not_critical() -> bytes:
    tree = builder.der.sequence(builder.names.general_name("example.com"))
    extension = builder.names.extension("2.5.29.30", builder.der.sequence(builder.der.explicit(0, tree)))
    return builder.intermediate(extensions=(extension,)).annotated


def good_critical() -> bytes:
    return builder.intermediate(extensions=(builder.names.name_constraints(("example.com",)),)).annotated
