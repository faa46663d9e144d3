"""Examples of the rule ``cert-wildcard-misplaced``."""

from __future__ import annotations

from tests import builder


def bad_inside_a_label() -> bytes:
    return builder.server(alternative_names=("server.example.com", "www*.example.com")).annotated


def bad_second_label() -> bytes:
    return builder.server(alternative_names=("server.example.com", "www.*.example.com")).annotated


def bad_alone() -> bytes:
    return builder.server(alternative_names=("server.example.com", "*")).annotated


def good_first_label() -> bytes:
    return builder.server(alternative_names=("server.example.com", "*.example.com")).annotated
