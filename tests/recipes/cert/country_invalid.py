"""Examples of the rule ``cert-country-invalid``."""

from __future__ import annotations

from tests import builder


def _in_country(code: str) -> bytes:
    return builder.server(subject=(("C", code), ("CN", "server.example.com"))).annotated


def bad_small_letters() -> bytes:
    return _in_country("de")


def bad_no_code() -> bytes:
    return _in_country("UK")


def bad_name_of_the_country() -> bytes:
    return _in_country("Germany")


def good_code() -> bytes:
    return _in_country("DE")


def good_no_country() -> bytes:
    return builder.server().annotated
