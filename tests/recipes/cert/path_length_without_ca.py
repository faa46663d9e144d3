"""Examples of the rule ``cert-path-length-without-ca``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    return builder.server(path_length=0).annotated


def good_intermediate() -> bytes:
    return builder.intermediate(path_length=0).annotated
