"""Examples of the rule ``cert-duplicate-extension``."""

from __future__ import annotations

from tests import builder


def bad_subject_alternative_names() -> bytes:
    more = builder.names.subject_alternative_names(("www.example.com",))
    return builder.server(extensions=(more,)).annotated


def good_each_once() -> bytes:
    return builder.server(alternative_names=("server.example.com", "www.example.com")).annotated
