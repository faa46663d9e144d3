"""Examples of the rule ``cert-uri-invalid``."""

from __future__ import annotations

from tests import builder


def bad_wildcard() -> bytes:
    return builder.client(alternative_names=("URI:https://*.example.com/",)).annotated


def bad_no_host() -> bytes:
    return builder.client(alternative_names=("URI:https://",)).annotated


def bad_space() -> bytes:
    return builder.client(alternative_names=("URI:https://example.com/a b",)).annotated


def good_host_and_port() -> bytes:
    return builder.client(alternative_names=("URI:https://www.example.com:8443/path?query",)).annotated


def good_address() -> bytes:
    return builder.client(alternative_names=("URI:https://[2001:db8::1]:8443/",)).annotated


def good_trust_domain() -> bytes:
    return builder.client(alternative_names=("URI:spiffe://staging/meter",)).annotated
