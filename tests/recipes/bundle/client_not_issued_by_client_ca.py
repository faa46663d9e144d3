"""Examples of the rule ``bundle-client-not-issued-by-client-ca``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_another_ca() -> Folder:
    return kit.two_way(builder.client_ca().annotated, builder.client(issuer=builder.root()).annotated)


def bad_another_key_of_that_name() -> Folder:
    return kit.two_way(builder.client_ca().annotated, builder.client(signer="other").annotated)


def good_issued() -> Folder:
    return kit.two_way(builder.client_ca().annotated, builder.client().annotated)


def good_through_an_intermediate_that_the_client_sends() -> Folder:
    middle = builder.intermediate(issuer=builder.client_ca())
    client = builder.client(issuer=middle).annotated + middle.annotated
    return kit.two_way(builder.client_ca().annotated, client)
