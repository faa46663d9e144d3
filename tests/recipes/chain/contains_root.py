"""Examples of the rule ``chain-contains-root``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_root_at_the_end() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated + builder.root().annotated


def bad_root_in_the_chain_of_a_bundle() -> Folder:
    chain = builder.intermediate().annotated + builder.root().annotated
    return kit.bundle(builder.server().annotated, chain, roots=builder.root().annotated)


def good_chain_up_to_the_intermediate() -> Folder:
    return kit.bundle(builder.server().annotated, builder.intermediate().annotated, roots=builder.root().annotated)


def good_self_signed_server() -> Folder:
    return kit.bundle(builder.self_signed().annotated, roots=builder.self_signed().annotated)
