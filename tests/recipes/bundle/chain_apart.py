"""Examples of the rule ``bundle-chain-apart``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_two_files() -> Folder:
    return kit.bundle(builder.server().annotated, builder.intermediate().annotated, roots=builder.root().annotated)


def good_one_file() -> Folder:
    return kit.bundle(builder.server().annotated + builder.intermediate().annotated, roots=builder.root().annotated)


def good_declared_twice() -> Folder:
    folder = kit.bundle(builder.server().annotated + builder.intermediate().annotated, roots=builder.root().annotated)
    return folder | {"mqtt.bundle.toml": f'{folder["mqtt.bundle.toml"]!s}chain = "server.crt"\n'}
