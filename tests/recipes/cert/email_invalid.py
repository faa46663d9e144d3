"""Examples of the rule ``cert-email-invalid``."""

from __future__ import annotations

from tests import builder


def bad_angle_brackets() -> bytes:
    return builder.client(alternative_names=("email:<ops@example.com>",)).annotated


def bad_no_domain() -> bytes:
    return builder.client(alternative_names=("email:ops",)).annotated


def good_bare() -> bytes:
    return builder.client(alternative_names=("email:ops@example.com",)).annotated
