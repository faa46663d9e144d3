"""Examples of the rule ``cert-signature-algorithm-not-allowed``, for a platform that reads SHA-256 and one more."""

from __future__ import annotations

from tests import builder

CONFIG = """\
[rules.cert-signature-algorithm-not-allowed]
allow = ["SHA-256", "sha384WithRSAEncryption"]
"""


def bad_sha512() -> bytes:
    return builder.server(digest="sha512").annotated


def bad_ecdsa_with_sha384() -> bytes:
    root = builder.root(key="p256-root", subject="Example EC Root CA")
    return builder.server(issuer=root, digest="sha384").annotated


def good_sha256() -> bytes:
    return builder.server().annotated


def good_sha384() -> bytes:
    return builder.server(digest="sha384").annotated


def good_pss_with_sha256() -> bytes:
    return builder.server(pss=True).annotated
