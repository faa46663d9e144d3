"""Examples of the rule ``cert-ip-address-as-dns-name``."""

from __future__ import annotations

from tests import builder


def bad_address() -> bytes:
    name = builder.der.implicit(2, b"10.0.0.7")
    return builder.server(alternative_names=("server.example.com", name)).annotated


def good_address() -> bytes:
    return builder.server(alternative_names=("server.example.com", "10.0.0.7")).annotated
