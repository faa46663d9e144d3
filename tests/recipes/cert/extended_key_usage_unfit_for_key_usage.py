"""Examples of the rule ``cert-extended-key-usage-unfit-for-key-usage``."""

from __future__ import annotations

from tests import builder


def bad_server_that_signs_nothing() -> bytes:
    return builder.server(key_usage=("nonRepudiation",)).annotated


def bad_client_that_only_enciphers() -> bytes:
    return builder.client(key_usage=("keyEncipherment",)).annotated


def good_server() -> bytes:
    return builder.server().annotated
