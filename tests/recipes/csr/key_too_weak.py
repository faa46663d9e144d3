"""Examples of the rule ``csr-key-too-weak``."""

from __future__ import annotations

from tests.recipes import kit


def bad_rsa_1024() -> bytes:
    return kit.request("RSA 1024", key="rsa-1024")


def good_rsa_2048() -> bytes:
    return kit.request("RSA 2048")


def good_p256() -> bytes:
    return kit.request("EC P-256", key="p256")


def good_ed25519() -> bytes:
    return kit.request("Ed25519", key="ed25519")
