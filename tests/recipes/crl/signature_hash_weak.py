"""Examples of the rule ``crl-signature-hash-weak``."""

from __future__ import annotations

from tests.recipes import kit


def bad_sha1() -> bytes:
    return kit.crl("signed with SHA-1", digest="sha1")


def good_sha256() -> bytes:
    return kit.crl("signed with SHA-256")
