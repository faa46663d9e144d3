"""Examples of the rule ``cert-basic-constraints-not-critical``."""

from __future__ import annotations

from tests import builder


def bad_root() -> bytes:
    constraints = builder.names.basic_constraints(True, critical=False)
    return builder.root(ca=None, extensions=(constraints,)).annotated


def good_root() -> bytes:
    return builder.root().annotated


def good_server() -> bytes:
    constraints = builder.names.basic_constraints(False, critical=False)
    return builder.server(ca=None, extensions=(constraints,)).annotated
