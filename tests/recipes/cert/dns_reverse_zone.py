"""Examples of the rule ``cert-dns-reverse-zone``."""

from __future__ import annotations

from tests import builder


def bad_address_of_version_4() -> bytes:
    return builder.server(alternative_names=("server.example.com", "1.1.1.1.in-addr.arpa")).annotated


def good_name() -> bytes:
    return builder.server(alternative_names=("server.example.com", "arpa.example.com")).annotated
