"""Examples of the rule ``key-without-certificate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_left_over() -> Folder:
    return {
        "server.crt": builder.self_signed().annotated,
        "server.key": kit.key("server"),
        "old/server.key": kit.key("other"),
    }


def good_certificate_elsewhere() -> Folder:
    return {"certs/mqtt.crt": builder.self_signed().annotated, "keys/mqtt.key": kit.key("server")}


def good_request() -> Folder:
    request = kit.block("CERTIFICATE REQUEST", builder.request(key="server"), "Request")
    return {"new/a.csr": request, "keys/b.key": kit.key("server")}


def good_pinned() -> Folder:
    return {
        "mqtt.bundle.toml": kit.manifest(certificate="server.crt", private_key=kit.pinned("server")),
        "server.crt": builder.self_signed().annotated,
        "keys/a.key": kit.key("server"),
    }


def good_public_key() -> Folder:
    public = kit.block("PUBLIC KEY", builder.keys.spki("other"), "Public key: RSA 2048")
    return {"tokens.pub.pem": public, "tokens.pem": kit.key("other")}


def good_encrypted() -> Folder:
    return {"a.key": kit.key("server", form="encrypted")}


def good_file_alone() -> bytes:
    return kit.key("server")
