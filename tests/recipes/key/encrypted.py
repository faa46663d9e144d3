"""Examples of the rule ``key-encrypted``."""

from __future__ import annotations

from tests import builder
from tests.recipes import kit


def bad_pkcs8() -> bytes:
    return kit.key("server", form="encrypted")


def bad_legacy() -> bytes:
    return kit.key("server", form="legacy")


def bad_legacy_ec() -> tuple[str, bytes]:
    return ".key", kit.key("p256", form="legacy")


def bad_der() -> tuple[str, bytes]:
    return ".p8", builder.keys.encrypted_pkcs8("server")


def good_plain() -> bytes:
    return kit.key("server")


def good_plain_ec() -> bytes:
    return kit.key("p256", form="traditional")
