"""Examples of the rule ``cert-key-usage-unfit-for-key``."""

from __future__ import annotations

from tests import builder
from tests.builder import der


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


def _post_quantum(oid: str, size: int) -> bytes:
    """A SubjectPublicKeyInfo of an algorithm without parameters."""
    return der.sequence(
        der.sequence(der.oid(oid)), der.bit_string(bytes(range(256)) * (size // 256) + bytes(size % 256))
    )


def bad_ml_dsa_key_that_enciphers() -> bytes:
    key = _post_quantum("2.16.840.1.101.3.4.3.18", 1952)
    return builder.server(public_key=key, key_usage=("digitalSignature", "keyEncipherment")).annotated


def bad_slh_dsa_key_that_agrees() -> bytes:
    key = _post_quantum("2.16.840.1.101.3.4.3.20", 32)
    return builder.server(public_key=key, key_usage=("digitalSignature", "keyAgreement")).annotated


def good_ml_dsa_key() -> bytes:
    key = _post_quantum("2.16.840.1.101.3.4.3.18", 1952)
    return builder.server(public_key=key, key_usage=("digitalSignature",)).annotated
