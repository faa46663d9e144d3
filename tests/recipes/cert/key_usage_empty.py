"""Examples of the rule ``cert-key-usage-empty``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    return builder.server(key_usage=()).annotated


def good_server() -> bytes:
    return builder.server().annotated


def good_without_key_usage() -> bytes:
    return builder.server(key_usage=None).annotated
