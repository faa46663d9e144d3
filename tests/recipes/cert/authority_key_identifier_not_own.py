"""Examples of the rule ``cert-authority-key-identifier-not-own``."""

from __future__ import annotations

from tests import builder


def bad_root() -> bytes:
    return builder.root(authority_key_identifier=bytes(20)).annotated


def good_root() -> bytes:
    return builder.root(authority_key_identifier=builder.keys.key_identifier("root")).annotated


def good_new_key_signed_by_the_old_one() -> bytes:
    old = builder.keys.key_identifier("root")
    return builder.root(key="spare", signer="root", authority_key_identifier=old).annotated
