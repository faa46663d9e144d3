"""Examples of the rule ``crl-version-not-2``."""

from __future__ import annotations

from tests.recipes import kit


def bad_version_1() -> bytes:
    return kit.crl("version 1", version=1)


def good_version_2() -> bytes:
    return kit.crl("version 2")
