"""Examples of the rule ``bundle-container-needed``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_parts_as_pem() -> Folder:
    return kit.bundle(
        builder.server().annotated,
        builder.intermediate().annotated,
        roots=builder.root().annotated,
        key=kit.key("server"),
    )


def good_no_bundle() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated
