"""Examples of the rule ``cert-ip-address-invalid``."""

from __future__ import annotations

from tests import builder


def bad_network() -> bytes:
    name = builder.der.implicit(7, bytes((10, 0, 0, 0, 255, 0, 0, 0)))
    return builder.server(alternative_names=("server.example.com", name)).annotated


def good_addresses() -> bytes:
    return builder.server(alternative_names=("server.example.com", "10.0.0.7", "2001:db8::7")).annotated
