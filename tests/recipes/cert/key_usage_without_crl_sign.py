"""Examples of the rule ``cert-key-usage-without-crl-sign``."""

from __future__ import annotations

from tests import builder


def bad_intermediate() -> bytes:
    return builder.intermediate(key_usage=("keyCertSign",)).annotated


def good_intermediate() -> bytes:
    return builder.intermediate().annotated
