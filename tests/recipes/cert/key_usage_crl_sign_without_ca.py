"""Examples of the rule ``cert-key-usage-crl-sign-without-ca``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    return builder.server(key_usage=("digitalSignature", "cRLSign")).annotated


def good_server() -> bytes:
    return builder.server().annotated


def good_authority() -> bytes:
    return builder.intermediate().annotated
