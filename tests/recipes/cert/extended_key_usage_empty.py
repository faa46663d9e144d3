"""Examples of the rule ``cert-extended-key-usage-empty``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    return builder.server(extended_key_usage=()).annotated


def good_server() -> bytes:
    return builder.server().annotated
