"""Examples of the rule ``cert-name-characters-odd``."""

from __future__ import annotations

from tests import builder


def _with_organization(value: str | bytes) -> bytes:
    return builder.server(subject=(("O", value), ("CN", "server.example.com"))).annotated


def bad_space_at_the_end() -> bytes:
    return _with_organization("Example Ltd ")


def bad_line_feed() -> bytes:
    return _with_organization("Example\nLtd")


def bad_printable_string() -> bytes:
    return _with_organization(builder.der.printable("Example & Sons"))


def bad_garbled() -> bytes:
    return _with_organization("Stadt K\u00c3\u00b6ln")


def good_ampersand_in_utf8() -> bytes:
    return _with_organization("Example & Sons")


def good_letters_with_accents() -> bytes:
    return _with_organization("Stadt K\u00f6ln")
