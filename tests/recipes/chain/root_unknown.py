"""Examples of the rule ``chain-root-unknown``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_private_ca() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated


def bad_self_signed_server() -> Folder:
    return kit.bundle(builder.self_signed().annotated)


def bad_not_the_declared_root() -> Folder:
    chain = builder.intermediate().annotated + builder.root().annotated
    return kit.bundle(builder.server().annotated, chain, roots=builder.client_ca().annotated)


def good_declared_root() -> Folder:
    return kit.bundle(builder.server().annotated, builder.intermediate().annotated, roots=builder.root().annotated)


def good_same_root_under_another_certificate() -> Folder:
    chain = builder.intermediate().annotated + builder.root().annotated
    return kit.bundle(builder.server().annotated, chain, roots=builder.root(serial=77).annotated)


def good_root_elsewhere_in_the_tree() -> Folder:
    return {
        "server.pem": builder.server().annotated + builder.intermediate().annotated,
        "ca/root.crt": builder.root().annotated,
    }
