"""Examples of the rule ``cert-path-length-in-root``."""

from __future__ import annotations

from tests import builder


def bad_root() -> bytes:
    return builder.root(path_length=1).annotated


def good_root() -> bytes:
    return builder.root().annotated


def good_intermediate() -> bytes:
    return builder.intermediate().annotated
