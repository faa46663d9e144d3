"""Examples of the rule ``chain-issuer-may-not-sign``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_usages_of_a_server() -> bytes:
    middle = builder.intermediate(key_usage=("digitalSignature", "keyEncipherment"))
    return builder.server(issuer=middle).annotated + middle.annotated


def bad_declared_root() -> Folder:
    root = builder.root(key_usage=("cRLSign",))
    return kit.bundle(builder.server(issuer=root).annotated, roots=root.annotated)


def good_usages_of_a_ca() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated


def good_no_key_usage() -> bytes:
    middle = builder.intermediate(key_usage=None)
    return builder.server(issuer=middle).annotated + middle.annotated


def good_another_certificate_of_the_ca_may() -> Folder:
    right = builder.intermediate()
    wrong = builder.intermediate(key_usage=("cRLSign",))
    return kit.bundle(builder.server().annotated, wrong.annotated + right.annotated, roots=builder.root().annotated)
