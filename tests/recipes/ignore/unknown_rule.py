"""Examples of the rule ``ignore-unknown-rule``."""

from __future__ import annotations

from datetime import timedelta

from tests import builder


def _expired(comment: str) -> bytes:
    return f"{comment}\n".encode() + builder.self_signed(not_after=builder.NOW - timedelta(days=1)).annotated


def bad_letter() -> bytes:
    return b"# pemlint: ignore[cert-expires] fixture of the expiry test\n" + builder.self_signed().annotated


def bad_one_of_two() -> bytes:
    return _expired("# pemlint: ignore[cert-expired, crt] fixture of the expiry test")


def good_group() -> bytes:
    return _expired("# pemlint: ignore[cert] fixture of the expiry test")


def good_id() -> bytes:
    return _expired("# pemlint: ignore[cert-expired] fixture of the expiry test")
