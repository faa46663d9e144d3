"""Examples of the rule ``cert-san-kind-not-for-servers``."""

from __future__ import annotations

from tests import builder


def bad_uri() -> bytes:
    return builder.server(alternative_names=("server.example.com", "URI:https://server.example.com/")).annotated


def bad_mail_address() -> bytes:
    return builder.server(alternative_names=("server.example.com", "email:ops@example.com")).annotated


def good_hosts() -> bytes:
    return builder.server(alternative_names=("server.example.com", "10.0.0.7")).annotated


def good_client() -> bytes:
    return builder.client(alternative_names=("URI:spiffe://example.com/meter",)).annotated
