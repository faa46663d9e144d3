"""Examples of the rule ``cert-server-is-a-ca``."""

from __future__ import annotations

from tests import builder
from tests.recipes import kit


def bad_self_signed() -> kit.Folder:
    return kit.bundle(builder.self_signed(ca=True, key_usage=None).annotated)


def good_self_signed() -> kit.Folder:
    return kit.bundle(builder.self_signed().annotated)


def good_authority() -> bytes:
    return builder.root().annotated
