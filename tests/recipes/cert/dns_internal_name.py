"""Examples of the rule ``cert-dns-internal-name``."""

from __future__ import annotations

from tests import builder


def bad_localhost() -> bytes:
    return builder.server(alternative_names=("server.example.com", "localhost")).annotated


def bad_internal_domain() -> bytes:
    return builder.server(alternative_names=("server.example.com", "mqtt.corp")).annotated


def good_public_domain() -> bytes:
    return builder.server(alternative_names=("server.example.com", "*.example.co.uk")).annotated
