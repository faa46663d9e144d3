"""Examples of the rule ``cert-san-not-critical``."""

from __future__ import annotations

from tests import builder


def bad_empty_subject() -> bytes:
    return builder.server(subject=()).annotated


def good_empty_subject() -> bytes:
    names = builder.names.subject_alternative_names(("server.example.com",), critical=True)
    return builder.server(subject=(), alternative_names=None, extensions=(names,)).annotated


def good_subject() -> bytes:
    return builder.server().annotated
