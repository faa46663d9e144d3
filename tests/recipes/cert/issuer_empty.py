"""Examples of the rule ``cert-issuer-empty``."""

from __future__ import annotations

from tests import builder


def bad_server() -> bytes:
    return builder.server(issuer_name=()).annotated


def bad_self_signed_without_subject() -> bytes:
    return builder.self_signed(subject=()).annotated


def good_issuer_named() -> bytes:
    return builder.server().annotated


def good_subject_empty() -> bytes:
    # RFC 5280 4.1.2.6: whom it is for may stand in the alternative names alone.
    return builder.server(subject=()).annotated
