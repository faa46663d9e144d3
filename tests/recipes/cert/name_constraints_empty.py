"""Examples of the rule ``cert-name-constraints-empty``."""

from __future__ import annotations

from tests import builder


def bad_nothing_in_it() -> bytes:
    extension = builder.names.extension("2.5.29.30", builder.der.sequence(), critical=True)
    return builder.intermediate(extensions=(extension,)).annotated


def good_one_domain() -> bytes:
    return builder.intermediate(extensions=(builder.names.name_constraints(("example.com",)),)).annotated
