"""Examples of the rule ``csr-signature-invalid``."""

from __future__ import annotations

from tests.recipes import kit


def bad_another_key() -> bytes:
    return kit.request("signed with another key", signer="other")


def bad_elliptic_curve() -> bytes:
    return kit.request("signed with another key", key="p256", signer="p256-client")


def good_own_key() -> bytes:
    return kit.request("signed with its key")


def good_elliptic_curve() -> bytes:
    return kit.request("signed with its key", key="p256")
