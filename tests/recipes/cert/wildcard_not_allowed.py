"""Examples of the rule ``cert-wildcard-not-allowed``."""

from __future__ import annotations

from tests import builder


def bad_wildcard() -> bytes:
    return builder.server(subject="*.example.com", alternative_names=("*.example.com", "example.com")).annotated


def good_hosts() -> bytes:
    return builder.server(alternative_names=("server.example.com", "www.example.com")).annotated
