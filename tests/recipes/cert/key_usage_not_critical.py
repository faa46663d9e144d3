"""Examples of the rule ``cert-key-usage-not-critical``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    usage = builder.names.key_usage(("digitalSignature",), critical=False)
    return builder.server(key_usage=None, extensions=(usage,)).annotated


def good_server() -> bytes:
    return builder.server().annotated
