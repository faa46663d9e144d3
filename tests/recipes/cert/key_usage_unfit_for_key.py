"""Examples of the rule ``cert-key-usage-unfit-for-key``."""

from __future__ import annotations

from tests import builder


def bad_ec_key_that_enciphers() -> bytes:
    return builder.server(key="p256", key_usage=("digitalSignature", "keyEncipherment")).annotated


def bad_rsa_key_that_agrees() -> bytes:
    return builder.server(key_usage=("digitalSignature", "keyAgreement")).annotated


def bad_ed25519_key_that_enciphers() -> bytes:
    return builder.server(key="ed25519", key_usage=("digitalSignature", "keyEncipherment")).annotated


def good_rsa_key() -> bytes:
    return builder.server().annotated


def good_ec_key() -> bytes:
    return builder.server(key="p256", key_usage=("digitalSignature",)).annotated
