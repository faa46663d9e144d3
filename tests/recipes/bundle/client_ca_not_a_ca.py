"""Examples of the rule ``bundle-client-ca-not-a-ca``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_leaf() -> Folder:
    leaf = builder.self_signed(subject="device-1", key="client-ca", alternative_names=("device-1.example.com",))
    folder = kit.two_way(leaf.annotated, b"")
    del folder["client.crt"]
    return folder | {"mqtt.bundle.toml": str(folder["mqtt.bundle.toml"]).partition("\n[[")[0] + "\n"}


def good_ca() -> Folder:
    authority = builder.client_ca()
    return kit.two_way(authority.annotated, builder.client(issuer=authority).annotated)
