"""Examples of the rule ``chain-unrelated-certificate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_another_ca() -> bytes:
    certificates = builder.server().annotated + builder.intermediate().annotated + builder.root().annotated
    return certificates + builder.client_ca().annotated


def bad_in_the_chain_of_a_bundle() -> Folder:
    chain = builder.intermediate().annotated + builder.client_ca().annotated
    return kit.bundle(builder.server().annotated, chain, roots=builder.root().annotated)


def bad_beside_a_self_signed_server() -> Folder:
    return kit.bundle(builder.self_signed().annotated, builder.root().annotated, roots=builder.self_signed().annotated)


def good_all_on_the_path() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated + builder.root().annotated


def good_two_ways_up() -> bytes:
    middle = builder.intermediate()
    return builder.server(issuer=middle).annotated + middle.annotated + builder.cross_signed(middle).annotated
