"""Examples of the rule ``cert-extended-key-usage-unfit-for-ca``."""

from __future__ import annotations

from tests import builder


def bad_mail_too() -> bytes:
    return builder.intermediate(extended_key_usage=("serverAuth", "emailProtection")).annotated


def bad_root() -> bytes:
    return builder.root(extended_key_usage=("serverAuth",)).annotated


def bad_no_limit() -> bytes:
    return builder.intermediate(extended_key_usage=("any",)).annotated


def good_servers() -> bytes:
    return builder.intermediate(extended_key_usage=("serverAuth", "clientAuth")).annotated


def good_root_without() -> bytes:
    return builder.root().annotated
