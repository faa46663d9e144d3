"""Examples of the rule ``cert-dns-underscore``."""

from __future__ import annotations

from tests import builder


def bad_underscore() -> bytes:
    return builder.server(alternative_names=("my_server.example.com",)).annotated


def good_hyphen() -> bytes:
    return builder.server(alternative_names=("my-server.example.com",)).annotated
