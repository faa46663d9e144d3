"""Examples of the rule ``cert-name-constraints-without-ca``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    return builder.server(extensions=(builder.names.name_constraints(("example.com",)),)).annotated


def good_intermediate() -> bytes:
    return builder.intermediate(extensions=(builder.names.name_constraints(("example.com",)),)).annotated
