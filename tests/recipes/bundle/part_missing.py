"""Examples of the rule ``bundle-part-missing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_no_private_key() -> Folder:
    return {
        "mqtt.bundle.toml": kit.manifest(certificate="server.crt"),
        "server.crt": builder.self_signed().annotated,
    }


def bad_no_certificate() -> Folder:
    return {"mqtt.bundle.toml": kit.manifest(private_key="server.key"), "server.key": kit.key("server")}


def bad_two_way_without_client_ca() -> Folder:
    folder = kit.bundle(builder.self_signed().annotated)
    return folder | {"mqtt.bundle.toml": f'{folder["mqtt.bundle.toml"]!s}authentication = "two-way"\n'}


def good_one_way() -> Folder:
    return kit.bundle(builder.self_signed().annotated)


def good_two_way() -> Folder:
    authority = builder.client_ca()
    return kit.two_way(authority.annotated, builder.client(issuer=authority).annotated)
