"""Examples of the rule ``cert-name-attribute-too-long``."""

from __future__ import annotations

from tests import builder


def bad_common_name() -> bytes:
    name = "a-host-with-a-name-that-is-longer-than-a-common-name-may-be.eu-central-1.example.com"
    return builder.server(subject=name, alternative_names=(name,)).annotated


def bad_organization() -> bytes:
    return builder.server(subject=(("O", "Example " * 9 + "Ltd"), ("CN", "server.example.com"))).annotated


def good_long_alternative_name() -> bytes:
    name = "a-host-with-a-name-that-is-longer-than-a-common-name-may-be.eu-central-1.example.com"
    return builder.server(subject="server.example.com", alternative_names=(name, "server.example.com")).annotated
