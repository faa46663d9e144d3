"""Examples of the rule ``cert-key-usage-without-key-cert-sign``."""

from __future__ import annotations

from tests import builder


def bad_root() -> bytes:
    return builder.root(key_usage=("cRLSign",)).annotated


def bad_self_signed_server() -> bytes:
    # It is a CA by mistake: `openssl req -x509` makes it one.
    return builder.self_signed(ca=True).annotated


def good_root() -> bytes:
    return builder.root().annotated


def good_without_key_usage() -> bytes:
    return builder.root(key_usage=None).annotated
