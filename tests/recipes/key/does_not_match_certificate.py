"""Examples of the rule ``key-does-not-match-certificate``."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from tests import builder
from tests.builder import keys
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def _pinned(name: str) -> str:
    return f'!{{ spki-sha256 = "{sha256(keys.spki(name)).hexdigest()}" }}'


def bad_in_bundle() -> Folder:
    return {
        "mqtt.bundle.toml": kit.manifest(certificate="server.crt", private_key="server.key"),
        "server.crt": builder.self_signed().annotated,
        "server.key": kit.key("other"),
    }


def bad_key_of_the_old_certificate() -> Folder:
    return {
        "mqtt.bundle.toml": kit.manifest(certificate="new.crt", private_key="mqtt.key"),
        "new.crt": builder.self_signed(key="other").annotated,
        "mqtt.key": kit.key("server"),
        "old/old.crt": builder.self_signed().annotated,
        "spare/new.key": kit.key("other"),
    }


def bad_pinned() -> Folder:
    return {
        "mqtt.bundle.toml": kit.manifest(certificate="server.crt", private_key=_pinned("other")),
        "server.crt": builder.self_signed().annotated,
    }


def bad_client() -> Folder:
    authority = builder.client_ca()
    bundle = kit.manifest(
        authentication="two-way", certificate="server.crt", private_key="server.key", client_ca="client-ca.crt"
    )
    return {
        "mqtt.bundle.toml": f'{bundle}\n[[bundle.client]]\ncertificate = "client.crt"\nprivate-key = "client.key"\n',
        "server.crt": builder.self_signed().annotated,
        "server.key": kit.key("server"),
        "client-ca.crt": authority.annotated,
        "client.crt": builder.client(issuer=authority).annotated,
        "client.key": kit.key("other"),
    }


def bad_in_one_file() -> bytes:
    return builder.self_signed().annotated + kit.key("other")


def bad_same_stem() -> Folder:
    return {"server.crt": builder.self_signed().annotated, "server.key": kit.key("other")}


def good_bundle() -> Folder:
    return {
        "mqtt.bundle.toml": kit.manifest(certificate="server.crt", private_key="server.key"),
        "server.crt": builder.self_signed().annotated,
        "server.key": kit.key("server"),
    }


def good_pinned() -> Folder:
    return {
        "mqtt.bundle.toml": kit.manifest(certificate="server.crt", private_key=_pinned("server")),
        "server.crt": builder.self_signed().annotated,
    }


def good_in_one_file() -> bytes:
    return kit.key("server") + builder.self_signed().annotated


def good_same_stem_elsewhere() -> Folder:
    return {"a/server.crt": builder.self_signed().annotated, "b/server.key": kit.key("other")}
