"""Examples of the rule ``cert-key-usage-missing``."""

from __future__ import annotations

from tests import builder


def bad_root() -> bytes:
    return builder.root(key_usage=None).annotated


def good_root() -> bytes:
    return builder.root().annotated


def good_server() -> bytes:
    return builder.server(key_usage=None).annotated
