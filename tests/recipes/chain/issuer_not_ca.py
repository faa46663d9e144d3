"""Examples of the rule ``chain-issuer-not-ca``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_no_basic_constraints() -> bytes:
    middle = builder.intermediate(ca=None)
    return builder.server(issuer=middle).annotated + middle.annotated


def bad_ca_false() -> Folder:
    middle = builder.intermediate(ca=False, path_length=None)
    return kit.bundle(builder.server(issuer=middle).annotated, middle.annotated, roots=builder.root().annotated)


def good_ca() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated


def good_root_of_version_1() -> Folder:
    root = builder.root(version=1)
    return kit.bundle(builder.server(issuer=root).annotated, roots=root.annotated)
