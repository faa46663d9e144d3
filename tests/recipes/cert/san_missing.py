"""Examples of the rule ``cert-san-missing``."""

from __future__ import annotations

from tests import builder


def bad_common_name_only() -> bytes:
    return builder.server(alternative_names=None).annotated


def bad_mail_address_only() -> bytes:
    return builder.server(alternative_names=("email:ops@example.com",)).annotated


def good_domain_name() -> bytes:
    return builder.server().annotated


def good_address() -> bytes:
    return builder.server(subject="broker", alternative_names=("10.0.0.7",)).annotated


def good_client() -> bytes:
    return builder.client().annotated
