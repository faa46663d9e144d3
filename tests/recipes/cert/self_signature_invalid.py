"""Examples of the rule ``cert-self-signature-invalid``."""

from __future__ import annotations

from tests import builder


def bad_damaged() -> bytes:
    return builder.self_signed(broken_signature=True).annotated


def bad_signed_by_another_key() -> bytes:
    return builder.self_signed(signer="other", authority_key_identifier=False).annotated


def bad_root() -> bytes:
    return builder.root(broken_signature=True).annotated


def good_self_signed() -> bytes:
    return builder.self_signed().annotated


def good_root_with_ec_key() -> bytes:
    return builder.root(key="p256-root").annotated


def good_new_key_signed_by_the_old() -> bytes:
    # RFC 4210 4.4: issuer and subject are one name, and it says itself that another key signed it.
    return builder.root(key="spare", issuer=builder.root()).annotated
