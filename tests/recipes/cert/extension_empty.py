"""Examples of the rule ``cert-extension-empty``."""

from __future__ import annotations

from tests import builder


def _with_empty(oid: str) -> bytes:
    return builder.server(extensions=(builder.names.extension(oid, builder.der.sequence()),)).annotated


def bad_authority_info_access() -> bytes:
    return _with_empty("1.3.6.1.5.5.7.1.1")


def bad_policies() -> bytes:
    return _with_empty("2.5.29.32")


def good_no_basic_constraints() -> bytes:
    return builder.server().annotated
