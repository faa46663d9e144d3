"""Examples of the rule ``cert-authority-key-identifier-missing``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    return builder.server(authority_key_identifier=False).annotated


def good_server() -> bytes:
    return builder.server().annotated


def good_self_signed() -> bytes:
    return builder.root(authority_key_identifier=False).annotated
