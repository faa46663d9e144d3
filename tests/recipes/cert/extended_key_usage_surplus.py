"""Examples of the rule ``cert-extended-key-usage-surplus``."""

from __future__ import annotations

from tests import builder


def bad_any_purpose() -> bytes:
    return builder.server(extended_key_usage=("serverAuth", "any")).annotated


def bad_code_signing() -> bytes:
    return builder.server(extended_key_usage=("serverAuth", "codeSigning")).annotated


def good_server() -> bytes:
    return builder.server().annotated


def good_client_too() -> bytes:
    return builder.server(extended_key_usage=("serverAuth", "clientAuth")).annotated
