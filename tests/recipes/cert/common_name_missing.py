"""Examples of the rule ``cert-common-name-missing``."""

from __future__ import annotations

from tests import builder


def bad_organization_only() -> bytes:
    return builder.server(subject=(("O", "Example"),)).annotated


def good_with_a_common_name() -> bytes:
    return builder.server().annotated


def good_client() -> bytes:
    return builder.client(subject=(("O", "Example"),)).annotated
