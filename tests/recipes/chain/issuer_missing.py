"""Examples of the rule ``chain-issuer-missing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_gap_in_one_file() -> bytes:
    return builder.server().annotated + builder.root().annotated


def bad_gap_below_a_declared_root() -> Folder:
    root = builder.root().annotated
    return kit.bundle(builder.server().annotated, root, roots=root)


def bad_top_that_is_no_declared_root() -> Folder:
    return kit.bundle(builder.server().annotated, builder.intermediate().annotated, roots=builder.client_ca().annotated)


def bad_missing_one_is_in_another_file() -> Folder:
    root = builder.root().annotated
    folder = kit.bundle(builder.server().annotated, root, roots=root)
    return folder | {"ca/intermediate.crt": builder.intermediate().annotated}


def good_complete() -> Folder:
    return kit.bundle(builder.server().annotated, builder.intermediate().annotated, roots=builder.root().annotated)


def good_root_left_out() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated
