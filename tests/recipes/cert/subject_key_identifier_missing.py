"""Examples of the rule ``cert-subject-key-identifier-missing``."""

from __future__ import annotations

from tests import builder


def bad_root() -> bytes:
    return builder.root(subject_key_identifier=False).annotated


def bad_intermediate() -> bytes:
    return builder.intermediate(subject_key_identifier=False).annotated


def good_intermediate() -> bytes:
    return builder.intermediate().annotated


def good_server() -> bytes:
    return builder.server(subject_key_identifier=False).annotated
