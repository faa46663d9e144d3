"""Examples of the rule ``key-unencrypted-in-repository``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder

#: what Git tracks
TRACKED = {
    "bad_pkcs8",
    "bad_with_its_certificate",
    "bad_inside_a_configuration",
    "bad_der",
    "good_encrypted",
    "good_public_key",
    "good_damaged",
}


def bad_pkcs8() -> bytes:
    return kit.key("server")


def bad_with_its_certificate() -> Folder:
    return {"server.crt": builder.self_signed().annotated, "server.key": kit.key("server", form="traditional")}


def bad_inside_a_configuration() -> tuple[str, bytes]:
    lines = builder.private_pem("p256").decode().splitlines()
    return ".yaml", "\n".join(["tls:", "  key: |", *(f"    {line}" for line in lines), ""]).encode()


def bad_der() -> tuple[str, bytes]:
    return ".p8", builder.keys.pkcs8("ed25519")


def good_untracked() -> bytes:
    return kit.key("server")


def good_encrypted() -> bytes:
    return kit.key("server", form="encrypted")


def good_public_key() -> bytes:
    return kit.block("PUBLIC KEY", builder.keys.spki("server"), "Public key: RSA 2048")


def good_damaged() -> tuple[str, bytes]:
    return ".md", kit.block("PRIVATE KEY", bytes(range(7, 200)), "The file looks like this:\n")
