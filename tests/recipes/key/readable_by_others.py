"""Examples of the rule ``key-readable-by-others``: each file is written with the permissions 644."""

from __future__ import annotations

from tests import builder
from tests.recipes import kit

#: what Git tracks
TRACKED = {"good_encrypted_in_repository"}


def bad_key() -> tuple[str, bytes]:
    return ".key", kit.key("server")


def bad_with_its_certificate() -> bytes:
    return builder.self_signed().annotated + kit.key("server")


def good_encrypted() -> tuple[str, bytes]:
    return ".key", kit.key("server", form="encrypted")


def good_encrypted_in_repository() -> tuple[str, bytes]:
    return ".key", kit.key("server", form="encrypted")


def good_certificate() -> bytes:
    return builder.self_signed().annotated
