"""Examples of the rule ``bundle-manifest-invalid``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_misspelt_key() -> Folder:
    folder = kit.bundle(builder.self_signed().annotated)
    return folder | {"mqtt.bundle.toml": f'{folder["mqtt.bundle.toml"]!s}host = "mqtt.example.com"\n'}


def bad_wrong_type() -> Folder:
    folder = kit.bundle(builder.self_signed().annotated)
    return folder | {"mqtt.bundle.toml": f"{folder['mqtt.bundle.toml']!s}hosts = 7\n"}


def bad_no_toml() -> Folder:
    return {"mqtt.bundle.toml": "[bundle\n"}


def bad_unknown_profile() -> Folder:
    folder = kit.bundle(builder.self_signed().annotated)
    return folder | {"mqtt.bundle.toml": f'{folder["mqtt.bundle.toml"]!s}profile = "emqx-clout"\n'}


def good_every_key() -> Folder:
    authority = builder.client_ca()
    return kit.two_way(authority.annotated, builder.client(issuer=authority).annotated)
