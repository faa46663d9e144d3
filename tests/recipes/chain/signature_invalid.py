"""Examples of the rule ``chain-signature-invalid``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_another_key_of_that_name() -> bytes:
    return builder.server().annotated + builder.intermediate(key="intermediate2").annotated


def bad_right_one_is_in_another_file() -> Folder:
    folder = kit.bundle(
        builder.server().annotated, builder.intermediate(key="intermediate2").annotated, roots=builder.root().annotated
    )
    return folder | {"ca/intermediate.crt": builder.intermediate().annotated}


def bad_damaged_leaf() -> bytes:
    return builder.server(broken_signature=True).annotated + builder.intermediate().annotated


def bad_damaged_intermediate() -> Folder:
    damaged = builder.intermediate(broken_signature=True)
    return kit.bundle(builder.server().annotated, damaged.annotated, roots=builder.root().annotated)


def good_signatures() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated


def good_new_key_of_the_ca_beside_the_old_one() -> bytes:
    both = builder.intermediate().annotated + builder.cross_signed(builder.intermediate()).annotated
    return builder.server().annotated + both
