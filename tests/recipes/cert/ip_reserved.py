"""Examples of the rule ``cert-ip-reserved``."""

from __future__ import annotations

from tests import builder


def bad_private_address() -> bytes:
    return builder.server(alternative_names=("server.example.com", "10.0.0.7")).annotated


def bad_loopback() -> bytes:
    return builder.server(alternative_names=("server.example.com", "::1")).annotated


def good_public_address() -> bytes:
    return builder.server(alternative_names=("server.example.com", "1.1.1.1", "2606:4700::1")).annotated
