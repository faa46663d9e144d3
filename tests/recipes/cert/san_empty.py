"""Examples of the rule ``cert-san-empty``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    return builder.server(alternative_names=()).annotated


def good_server() -> bytes:
    return builder.server().annotated
