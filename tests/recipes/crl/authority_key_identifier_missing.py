"""Examples of the rule ``crl-authority-key-identifier-missing``."""

from __future__ import annotations

from tests.recipes import kit


def bad_no_identifier() -> bytes:
    return kit.crl("without the identifier of the key", extensions=())


def good_identifier() -> bytes:
    return kit.crl("with the identifier of the key")
