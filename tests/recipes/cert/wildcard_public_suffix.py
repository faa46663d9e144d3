"""Examples of the rule ``cert-wildcard-public-suffix``."""

from __future__ import annotations

from tests import builder


def bad_public_suffix() -> bytes:
    return builder.server(alternative_names=("server.example.com", "*.co.uk")).annotated


def bad_top_level_domain() -> bytes:
    return builder.server(alternative_names=("server.example.com", "*.com")).annotated


def good_own_domain() -> bytes:
    return builder.server(alternative_names=("server.example.com", "*.example.com")).annotated


def good_internal_domain() -> bytes:
    return builder.server(alternative_names=("server.example.com", "*.internal")).annotated
