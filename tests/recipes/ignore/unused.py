"""Examples of the rule ``ignore-unused``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests import builder

if TYPE_CHECKING:
    from tests.recipes.kit import Folder

_COMMENT = b"# pemlint: ignore[cert-expired] fixture of the expiry test\n"
_TABLE = "[[ignore]]\npaths = '{}'\nreason = 'fixtures of the expiry test'\n"


def _expired() -> bytes:
    return builder.self_signed(not_after=builder.NOW - timedelta(days=1)).annotated


def bad_below_its_block() -> tuple[str, bytes]:
    return ".crt", builder.self_signed().annotated + _COMMENT


def bad_mended() -> bytes:
    return _COMMENT + builder.self_signed().annotated


def bad_one_of_two() -> bytes:
    return _COMMENT.replace(b"expired]", b"expired, chain]") + _expired()


def bad_table() -> Folder:
    return {"pemlint.toml": _TABLE.format("old/**"), "server.pem": builder.self_signed().annotated}


def good_comment() -> bytes:
    return _COMMENT + _expired()


def good_rule_that_is_off() -> bytes:
    return b"# pemlint: ignore[key-encrypted] of use under strict\n" + builder.self_signed().annotated


def good_table() -> Folder:
    return {"pemlint.toml": _TABLE.format("server.pem"), "server.pem": _expired()}
