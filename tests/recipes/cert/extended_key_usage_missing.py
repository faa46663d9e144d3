"""Examples of the rule ``cert-extended-key-usage-missing``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    return builder.server(extended_key_usage=None).annotated


def good_server() -> bytes:
    return builder.server().annotated


def good_authority() -> bytes:
    return builder.intermediate().annotated
