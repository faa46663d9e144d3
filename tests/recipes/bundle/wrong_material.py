"""Examples of the rule ``bundle-wrong-material``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_request_as_certificate() -> Folder:
    return kit.bundle(kit.block("CERTIFICATE REQUEST", builder.request(key="server"), "Request: server.example.com"))


def bad_key_as_certificate() -> Folder:
    return kit.bundle(kit.key("server"))


def bad_certificate_as_key() -> Folder:
    server = builder.self_signed().annotated
    return kit.bundle(server, key=server)


def good_each_in_its_place() -> Folder:
    return kit.bundle(builder.self_signed().annotated, key=kit.key("server"))


def good_one_file_with_both() -> Folder:
    declared = kit.manifest(certificate="all.pem", private_key="all.pem")
    return {"mqtt.bundle.toml": declared, "all.pem": builder.self_signed().annotated + kit.key("server")}
