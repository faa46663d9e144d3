"""Examples of the rule ``cert-dns-idna-invalid``."""

from __future__ import annotations

from tests import builder


def bad_no_punycode() -> bytes:
    return builder.server(alternative_names=("server.example.com", "xn--99999999999.example.com")).annotated


def bad_nothing_to_encode() -> bytes:
    return builder.server(alternative_names=("server.example.com", "xn--server-.example.com")).annotated


def good_letters() -> bytes:
    return builder.server(alternative_names=("server.example.com", "xn--bcher-kva.example.com")).annotated
