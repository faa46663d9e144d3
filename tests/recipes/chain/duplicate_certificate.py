"""Examples of the rule ``chain-duplicate-certificate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_intermediate_twice() -> bytes:
    middle = builder.intermediate().annotated
    return builder.server().annotated + middle + middle


def bad_leaf_twice() -> bytes:
    server = builder.server().annotated
    return server + builder.intermediate().annotated + server


def good_each_once() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated


def good_the_same_ca_in_two_files() -> Folder:
    middle = builder.intermediate().annotated
    return kit.bundle(builder.server().annotated, middle, roots=builder.root().annotated) | {"extra/ca.crt": middle}
