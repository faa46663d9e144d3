"""Examples of the rule ``bundle-several-certificates``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_leaf_intermediate_root() -> Folder:
    certificates = builder.server().annotated + builder.intermediate().annotated + builder.root().annotated
    return kit.bundle(certificates, roots=builder.root().annotated)


def good_one_certificate() -> Folder:
    return kit.bundle(builder.server().annotated, builder.intermediate().annotated, roots=builder.root().annotated)
