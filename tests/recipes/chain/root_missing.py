"""Examples of the rule ``chain-root-missing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_intermediate_only() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated


def bad_root_beside_the_chain() -> Folder:
    return kit.bundle(builder.server().annotated, builder.intermediate().annotated, roots=builder.root().annotated)


def good_with_its_root() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated + builder.root().annotated


def good_self_signed() -> bytes:
    return builder.self_signed().annotated
