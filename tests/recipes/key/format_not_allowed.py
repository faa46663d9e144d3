"""Examples of the rule ``key-format-not-allowed``, for a platform that reads PKCS#8."""

from __future__ import annotations

from tests.recipes import kit

CONFIG = """\
[rules.key-format-not-allowed]
allow = ["PKCS#8"]
"""


def bad_pkcs1() -> tuple[str, bytes]:
    return ".key", kit.key("server", form="traditional")


def bad_sec1() -> tuple[str, bytes]:
    return ".key", kit.key("p256", form="traditional")


def good_pkcs8() -> tuple[str, bytes]:
    return ".key", kit.key("server")
