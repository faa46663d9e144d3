"""Examples of the rule ``cert-dns-public-suffix``."""

from __future__ import annotations

from tests import builder


def bad_country() -> bytes:
    return builder.server(alternative_names=("server.example.com", "co.uk")).annotated


def good_host() -> bytes:
    return builder.server(alternative_names=("server.example.com", "example.co.uk")).annotated
