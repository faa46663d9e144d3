"""Examples of the rule ``chain-path-length-exceeded``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.builder import Options
    from tests.recipes.kit import Folder


def _three(**odd: Unpack[Options]) -> tuple[bytes, bytes, bytes]:
    upper = builder.intermediate(**odd)
    lower = builder.intermediate(subject="Example Issuing CA", key="intermediate2", issuer=upper)
    return builder.server(issuer=lower).annotated, lower.annotated, upper.annotated


def bad_ca_below_pathlen_0() -> bytes:
    return b"".join(_three(path_length=0))


def bad_limit_of_a_declared_root() -> Folder:
    root = builder.root(path_length=0)
    leaf, lower, upper = _three(issuer=root, path_length=None)
    return kit.bundle(leaf, lower + upper, roots=root.annotated)


def good_room_for_one() -> bytes:
    return b"".join(_three(path_length=1))


def good_self_issued_ca_does_not_count() -> bytes:
    upper = builder.intermediate(path_length=0)
    lower = builder.intermediate(key="intermediate2", issuer=upper)
    return builder.server(issuer=lower).annotated + lower.annotated + upper.annotated


def good_leaf_below_pathlen_0() -> bytes:
    return builder.server().annotated + builder.intermediate(path_length=0).annotated
