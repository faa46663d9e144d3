"""Examples of the rule ``cert-common-name-not-in-san``."""

from __future__ import annotations

from tests import builder


def bad_other_host() -> bytes:
    return builder.server(subject="www.example.org").annotated


def bad_letter_case() -> bytes:
    return builder.server(subject="Server.Example.com").annotated


def good_copy() -> bytes:
    return builder.server().annotated


def good_no_common_name() -> bytes:
    return builder.server(subject=(("O", "Example"),)).annotated
