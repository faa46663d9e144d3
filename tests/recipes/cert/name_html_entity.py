"""Examples of the rule ``cert-name-html-entity``."""

from __future__ import annotations

from tests import builder


def _organization(name: str) -> bytes:
    return builder.server(subject=(("O", name), ("CN", "server.example.com"))).annotated


def bad_ampersand() -> bytes:
    return _organization("Sons &amp; Daughters")


def bad_number() -> bytes:
    return _organization("L&#39;Exemple")


def good_ampersand() -> bytes:
    return _organization("Sons & Daughters")


def good_semicolon() -> bytes:
    return _organization("A&B; C&notaname; D")
