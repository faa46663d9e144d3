"""Examples of the rule ``ignore-without-reason``."""

from __future__ import annotations

from datetime import timedelta

from tests import builder


def _expired(comment: str) -> bytes:
    return f"{comment}\n".encode() + builder.self_signed(not_after=builder.NOW - timedelta(days=1)).annotated


def bad_none() -> bytes:
    return _expired("# pemlint: ignore[cert-expired]")


def bad_only_a_colon() -> bytes:
    return _expired("# pemlint: ignore[cert-expired]: ")


def good_reason() -> bytes:
    return _expired("# pemlint: ignore[cert-expired] fixture of the expiry test")


def good_reason_after_a_colon() -> bytes:
    return _expired("# pemlint: ignore[cert-expired]: fixture of the expiry test")
