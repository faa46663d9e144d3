"""Examples of the rule ``cert-self-signed``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    return builder.self_signed().annotated


def good_server_of_a_ca() -> bytes:
    return builder.server().annotated


def good_root() -> bytes:
    return builder.root().annotated
