"""Examples of the rule ``key-unreadable``."""

from __future__ import annotations

from tests import builder
from tests.builder import keys
from tests.recipes import kit


def bad_cut_short() -> bytes:
    return kit.block("PRIVATE KEY", keys.pkcs8("server")[:400], "Private key: the first third")


def bad_certificate_inside() -> bytes:
    return kit.block("PRIVATE KEY", builder.server().der, "A certificate, labelled as a private key")


def bad_label() -> bytes:
    return kit.block("EC PRIVATE KEY", keys.traditional("server"), "Private key: RSA 2048, labelled as EC")


def bad_random_bytes() -> bytes:
    return kit.block("PRIVATE KEY", bytes(range(7, 200)), "Nothing in particular")


def good_pkcs8() -> bytes:
    return kit.key("server")


def good_pkcs1() -> bytes:
    return kit.key("server", form="traditional")


def good_sec1() -> bytes:
    return kit.key("p256", form="traditional")


def good_ed25519() -> bytes:
    return kit.key("ed25519")


def good_encrypted() -> bytes:
    return kit.key("server", form="encrypted")


def good_example_in_a_document() -> tuple[str, bytes]:
    return ".md", kit.block("PRIVATE KEY", bytes(range(7, 200)), "The file looks like this:\n")
