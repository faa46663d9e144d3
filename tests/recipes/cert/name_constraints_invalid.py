"""Examples of the rule ``cert-name-constraints-invalid``."""

from __future__ import annotations

from tests import builder


def bad_wildcard() -> bytes:
    return builder.intermediate(extensions=(builder.names.name_constraints(("*.example.com",)),)).annotated


def bad_address_without_a_mask() -> bytes:
    return builder.intermediate(extensions=(builder.names.name_constraints(("10.0.0.7",)),)).annotated


def bad_whole_uri() -> bytes:
    return builder.intermediate(extensions=(builder.names.name_constraints(("URI:https://example.com/",)),)).annotated


def good_each_kind() -> bytes:
    permitted = ("example.com", "10.0.0.0/8", "email:example.com", "email:ops@example.com", "URI:.example.com")
    return builder.intermediate(extensions=(builder.names.name_constraints(permitted),)).annotated
