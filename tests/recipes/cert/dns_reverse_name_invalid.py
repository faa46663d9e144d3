"""Examples of the rule ``cert-dns-reverse-name-invalid``."""

from __future__ import annotations

from tests import builder


def bad_three_numbers() -> bytes:
    return builder.server(alternative_names=("server.example.com", "1.1.1.in-addr.arpa")).annotated


def bad_private_address() -> bytes:
    return builder.server(alternative_names=("server.example.com", "7.0.0.10.in-addr.arpa")).annotated


def good_public_address() -> bytes:
    return builder.server(alternative_names=("server.example.com", "1.1.1.1.in-addr.arpa")).annotated


def bad_common_name() -> bytes:
    return builder.server(subject="7.0.168.192.in-addr.arpa").annotated
