"""Examples of the rule ``cert-extended-key-usage-without-server-auth``."""

from __future__ import annotations

from tests import builder


def bad_client() -> bytes:
    return builder.client().annotated


def good_server() -> bytes:
    return builder.server().annotated


def good_authority() -> bytes:
    return builder.intermediate(extended_key_usage=("clientAuth",)).annotated
