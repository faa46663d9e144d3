"""Examples of the rule ``cert-extended-key-usage-client-auth``."""

from __future__ import annotations

from tests import builder


def bad_both() -> bytes:
    return builder.server(extended_key_usage=("serverAuth", "clientAuth")).annotated


def good_server() -> bytes:
    return builder.server().annotated


def good_client() -> bytes:
    return builder.client().annotated
