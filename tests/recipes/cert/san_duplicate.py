"""Examples of the rule ``cert-san-duplicate``."""

from __future__ import annotations

from tests import builder


def bad_letter_case() -> bytes:
    return builder.server(alternative_names=("server.example.com", "SERVER.example.com")).annotated


def good_each_once() -> bytes:
    return builder.server(alternative_names=("server.example.com", "www.example.com")).annotated
