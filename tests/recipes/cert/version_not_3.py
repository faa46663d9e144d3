"""Examples of the rule ``cert-version-not-3``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_version_1() -> bytes:
    return builder.server(version=1).annotated


def bad_version_2() -> bytes:
    return builder.server(version=2).annotated


def bad_version_4() -> bytes:
    return builder.server(version=4).annotated


def bad_root_of_version_1() -> bytes:
    return builder.root(version=1).annotated


def bad_client_in_bundle() -> Folder:
    authority = builder.client_ca()
    bundle = kit.manifest(
        authentication="two-way", certificate="server.crt", private_key="server.key", client_ca="client-ca.crt"
    )
    return {
        "mqtt.bundle.toml": f'{bundle}\n[[bundle.client]]\ncertificate = "client.crt"\nprivate-key = "client.key"\n',
        "server.crt": builder.self_signed().annotated,
        "server.key": kit.key("server"),
        "client-ca.crt": authority.annotated,
        "client.crt": builder.client(issuer=authority, version=1).annotated,
        "client.key": kit.key("client"),
    }


def good_version_3() -> bytes:
    return builder.server().annotated


def good_version_3_without_extensions() -> bytes:
    return builder.server(
        ca=None,
        key_usage=None,
        extended_key_usage=None,
        alternative_names=None,
        subject_key_identifier=False,
        authority_key_identifier=False,
    ).annotated
