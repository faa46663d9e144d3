"""Examples of the rule ``cert-uri-relative``."""

from __future__ import annotations

from tests import builder


def bad_host() -> bytes:
    return builder.client(alternative_names=("URI:www.example.com",)).annotated


def good_scheme() -> bytes:
    return builder.client(alternative_names=("URI:https://www.example.com/",)).annotated


def good_no_authority() -> bytes:
    return builder.client(alternative_names=("URI:urn:example:meter",)).annotated
