"""Examples of the rule ``cert-key-algorithm-not-allowed``, for a platform that takes small RSA keys only."""

from __future__ import annotations

from tests import builder

CONFIG = """\
[rules.cert-key-algorithm-not-allowed]
allow = ["RSA 1024", "RSA 2048"]
"""


def bad_rsa_4096() -> bytes:
    return builder.server(key="rsa-4096").annotated


def bad_p256() -> bytes:
    return builder.server(key="p256").annotated


def bad_ed25519() -> bytes:
    return builder.server(key="ed25519").annotated


def good_rsa_2048() -> bytes:
    return builder.server().annotated


def good_rsa_1024() -> bytes:
    return builder.server(key="rsa-1024").annotated
