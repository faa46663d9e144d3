"""Examples of the rule ``crl-duplicate-entry``."""

from __future__ import annotations

from tests.recipes import kit


def bad_twice() -> bytes:
    return kit.crl("serial number 2 twice", revoked=(2, 3, 2))


def good_once() -> bytes:
    return kit.crl("each once", revoked=(2, 3))


def good_nothing_revoked() -> bytes:
    return kit.crl("nothing revoked", revoked=())
