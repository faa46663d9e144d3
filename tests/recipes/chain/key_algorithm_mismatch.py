"""Examples of the rule ``chain-key-algorithm-mismatch``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_ec_under_rsa() -> Folder:
    folder = kit.bundle(
        builder.server(key="p256").annotated, builder.intermediate().annotated, roots=builder.root().annotated
    )
    declared = kit.manifest(
        certificate="server.crt", chain="chain.pem", private_key=kit.pinned("p256"), roots="roots.pem"
    )
    return folder | {"mqtt.bundle.toml": declared}


def bad_rsa_under_ec() -> bytes:
    middle = builder.intermediate(key="p256-intermediate")
    return builder.server(issuer=middle).annotated + middle.annotated


def good_rsa_under_rsa() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated


def good_ec_under_ec() -> bytes:
    middle = builder.intermediate(key="p256-intermediate")
    return builder.server(key="p256", issuer=middle).annotated + middle.annotated
