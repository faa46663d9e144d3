"""Examples of the rule ``chain-contains-leaf``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_leaf_first_in_the_chain() -> Folder:
    server = builder.server().annotated
    return kit.bundle(server, server + builder.intermediate().annotated, roots=builder.root().annotated)


def good_chain_without_leaf() -> Folder:
    return kit.bundle(builder.server().annotated, builder.intermediate().annotated, roots=builder.root().annotated)


def good_one_file_for_both() -> Folder:
    declared = kit.manifest(certificate="all.pem", chain="all.pem", private_key=kit.pinned("server"), roots="roots.pem")
    return {
        "mqtt.bundle.toml": declared,
        "all.pem": builder.server().annotated + builder.intermediate().annotated,
        "roots.pem": builder.root().annotated,
    }
