"""Examples of the rule ``chain-out-of-order``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_leaf_after_its_ca() -> bytes:
    return builder.intermediate().annotated + builder.server().annotated


def bad_root_before_intermediate() -> bytes:
    return builder.server().annotated + builder.root().annotated + builder.intermediate().annotated


def bad_chain_file_of_a_bundle() -> Folder:
    chain = builder.root().annotated + builder.intermediate().annotated
    return kit.bundle(builder.server().annotated, chain, roots=builder.root().annotated)


def bad_chain_file_beside_its_leaf() -> Folder:
    return {
        "server.crt": builder.server().annotated,
        "chain.pem": builder.root().annotated + builder.intermediate().annotated,
    }


def good_leaf_intermediate_root() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated + builder.root().annotated


def good_cross_signed_intermediate() -> bytes:
    middle = builder.intermediate()
    return builder.server(issuer=middle).annotated + middle.annotated + builder.cross_signed(middle).annotated


def good_trust_bundle_in_any_order() -> bytes:
    return builder.client_ca().annotated + builder.root().annotated


def good_cas_that_no_leaf_here_needs() -> bytes:
    return builder.root().annotated + builder.intermediate().annotated
