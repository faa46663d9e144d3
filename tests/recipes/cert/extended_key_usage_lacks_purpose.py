"""Examples of the rule ``cert-extended-key-usage-lacks-purpose``."""

from __future__ import annotations

from tests import builder
from tests.recipes import kit


def bad_client_certificate_for_a_server() -> kit.Folder:
    return kit.bundle(builder.self_signed(extended_key_usage=("clientAuth",)).annotated)


def bad_server_certificate_for_a_client() -> kit.Folder:
    authority = builder.client_ca()
    client = builder.client(issuer=authority, extended_key_usage=("serverAuth",))
    return kit.two_way(authority.annotated, client.annotated)


def good_both_parts() -> kit.Folder:
    return kit.bundle(builder.self_signed(extended_key_usage=("serverAuth", "clientAuth")).annotated)


def good_client() -> kit.Folder:
    authority = builder.client_ca()
    return kit.two_way(authority.annotated, builder.client(issuer=authority).annotated)
