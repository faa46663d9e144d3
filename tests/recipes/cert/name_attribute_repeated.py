"""Examples of the rule ``cert-name-attribute-repeated``."""

from __future__ import annotations

from tests import builder


def bad_two_common_names() -> bytes:
    subject = (("CN", "server.example.com"), ("CN", "www.example.com"))
    return builder.server(subject=subject, alternative_names=("server.example.com", "www.example.com")).annotated


def bad_two_organizations() -> bytes:
    return builder.server(subject=(("O", "Example"), ("O", "Another"), ("CN", "server.example.com"))).annotated


def good_labels_of_a_domain() -> bytes:
    return builder.server(subject=(("DC", "com"), ("DC", "example"), ("CN", "server.example.com"))).annotated
