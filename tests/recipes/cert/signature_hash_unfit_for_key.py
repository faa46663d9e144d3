"""Examples of the rule ``cert-signature-hash-unfit-for-key``."""

from __future__ import annotations

from tests import builder


def bad_sha512_of_p256() -> bytes:
    return builder.server(issuer=builder.intermediate(key="p256-intermediate"), digest="sha512").annotated


def bad_sha256_of_p384() -> bytes:
    return builder.self_signed(key="p384", key_usage=("digitalSignature",)).annotated


def good_sha256_of_p256() -> bytes:
    return builder.server(issuer=builder.intermediate(key="p256-intermediate")).annotated


def good_rsa() -> bytes:
    return builder.server(digest="sha512").annotated
