"""Examples of the rule ``cert-rsa-key-too-small``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    return builder.server(key="rsa-1024").annotated


def bad_root() -> bytes:
    return builder.root(key="rsa-1024").annotated


def good_server() -> bytes:
    return builder.server().annotated


def good_ec_key() -> bytes:
    return builder.server(key="p256").annotated
