"""Examples of the rule ``chain-missing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_signed_by_an_intermediate() -> Folder:
    return kit.bundle(builder.server().annotated)


def bad_issuer_in_another_file() -> Folder:
    return kit.bundle(builder.server().annotated) | {"ca/intermediate.crt": builder.intermediate().annotated}


def bad_root_that_did_not_sign_it() -> Folder:
    return kit.bundle(builder.server().annotated, roots=builder.root().annotated)


def good_chain_declared() -> Folder:
    return kit.bundle(builder.server().annotated, builder.intermediate().annotated, roots=builder.root().annotated)


def good_chain_in_the_certificate_file() -> Folder:
    certificates = builder.server().annotated + builder.intermediate().annotated
    return kit.bundle(certificates, roots=builder.root().annotated)


def good_self_signed() -> Folder:
    return kit.bundle(builder.self_signed().annotated)


def good_signed_by_a_declared_root() -> Folder:
    return kit.bundle(builder.server(issuer=builder.root()).annotated, roots=builder.root().annotated)


def good_certificate_in_no_bundle() -> bytes:
    return builder.server().annotated
