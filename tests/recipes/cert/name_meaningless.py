"""Examples of the rule ``cert-name-meaningless``."""

from __future__ import annotations

from tests import builder


def bad_hyphen() -> bytes:
    return builder.server(subject=(("OU", "-"), ("CN", "server.example.com"))).annotated


def bad_empty() -> bytes:
    return builder.server(subject=(("O", ""), ("CN", "server.example.com"))).annotated


def good_usual() -> bytes:
    return builder.server(subject=(("O", "A. B. & Co."), ("CN", "server.example.com"))).annotated


def good_other_letters() -> bytes:
    return builder.server(subject=(("O", "\u4f8b"), ("CN", "server.example.com"))).annotated


def bad_not_applicable() -> bytes:
    return builder.server(subject=(("O", "N/A"), ("CN", "server.example.com"))).annotated
