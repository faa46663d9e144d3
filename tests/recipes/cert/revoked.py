"""Examples of the rule ``cert-revoked``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def _folder(revoked: int, **odd: object) -> Folder:
    leaf = builder.server(issuer=builder.root(), serial=4711)
    return {
        "ca/root.crt": builder.root().annotated,
        "ca/root.crl": kit.crl(f"revokes the serial number {revoked}", revoked=(3, revoked), **odd),
        "server.crt": leaf.annotated,
    }


def bad_revoked() -> Folder:
    return _folder(4711)


def good_another_is_revoked() -> Folder:
    return _folder(4712)


def good_changes_alone() -> Folder:
    delta = builder.names.extension("2.5.29.27", builder.der.integer(1), critical=True)
    return _folder(4711, extensions=(delta,))


def good_revoked_by_another_ca_in_the_same_list() -> Folder:
    name = builder.der.sequence(builder.der.explicit(4, builder.names.name("Another CA")))
    other = builder.names.extension("2.5.29.29", name, critical=True)
    return _folder(4711, entry_extensions=(other,))
