"""Examples of the rule ``csr-version-not-1``."""

from __future__ import annotations

from tests.recipes import kit


def bad_version_3() -> bytes:
    return kit.request("version 3", version=3)


def good_version_1() -> bytes:
    return kit.request("version 1")
