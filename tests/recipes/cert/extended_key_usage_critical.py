"""Examples of the rule ``cert-extended-key-usage-critical``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    usage = builder.names.extended_key_usage(("serverAuth",), critical=True)
    return builder.server(extended_key_usage=None, extensions=(usage,)).annotated


def good_server() -> bytes:
    return builder.server().annotated
