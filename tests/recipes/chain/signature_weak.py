"""Examples of the rule ``chain-signature-weak``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_leaf_with_sha1() -> bytes:
    return builder.server(digest="sha1").annotated + builder.intermediate().annotated


def bad_intermediate_with_sha1() -> Folder:
    middle = builder.intermediate(digest="sha1")
    return kit.bundle(builder.server().annotated, middle.annotated, roots=builder.root().annotated)


def bad_leaf_with_sha1_under_a_root() -> Folder:
    root = builder.root()
    return kit.bundle(builder.server(issuer=root, digest="sha1").annotated, roots=root.annotated)


def good_root_with_sha1() -> Folder:
    root = builder.root(digest="sha1")
    leaf = builder.server().annotated
    return kit.bundle(leaf, builder.intermediate(issuer=root).annotated, roots=root.annotated)


def good_sha384() -> bytes:
    return builder.server(digest="sha384").annotated + builder.intermediate().annotated
