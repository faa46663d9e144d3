"""Examples of the rule ``cert-dns-name-invalid``."""

from __future__ import annotations

from tests import builder


def bad_url() -> bytes:
    name = builder.der.implicit(2, b"https://server.example.com")
    return builder.server(alternative_names=("server.example.com", name)).annotated


def bad_final_dot() -> bytes:
    return builder.server(alternative_names=("server.example.com", "server.example.com.")).annotated


def good_names() -> bytes:
    return builder.server(alternative_names=("server.example.com", "*.example.com", "xn--bcher-kva.example")).annotated
