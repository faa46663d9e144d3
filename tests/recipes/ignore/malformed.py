"""Examples of the rule ``ignore-malformed``."""

from __future__ import annotations

from tests import builder


def _below(comment: str) -> bytes:
    return f"{comment}\n".encode() + builder.self_signed().annotated


def bad_another_word() -> bytes:
    return _below("# pemlint: disable[cert-expired] fixture")


def bad_no_brackets() -> bytes:
    return _below("# pemlint: ignore cert-expired")


def bad_no_rule() -> bytes:
    return _below("# pemlint: ignore[] everything")


def bad_one_bracket() -> bytes:
    return _below("# pemlint: ignore[cert-expired fixture")


def good_other_comment() -> bytes:
    return _below("# looked at by pemlint; pemlint: a linter")


def good_program() -> tuple[str, bytes]:
    return ".sh", b"# pemlint: of some program\nCERTIFICATE='" + builder.self_signed().pem + b"'\n"
