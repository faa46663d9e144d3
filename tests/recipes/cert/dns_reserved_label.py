"""Examples of the rule ``cert-dns-reserved-label``."""

from __future__ import annotations

from tests import builder


def bad_reserved() -> bytes:
    return builder.server(alternative_names=("server.example.com", "ab--cd.example.com")).annotated


def good_idna() -> bytes:
    return builder.server(
        alternative_names=("server.example.com", "xn--bcher-kva.example.com", "a-b--c.example.com")
    ).annotated
