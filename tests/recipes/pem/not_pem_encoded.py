"""Examples of the rule ``pem-not-pem-encoded``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_der_certificate() -> bytes:
    return builder.server().der


def bad_der_private_key() -> bytes:
    return builder.keys.pkcs8("server")


def bad_pkcs7() -> bytes:
    return builder.pkcs7(builder.server(), builder.intermediate())


def bad_pkcs12() -> bytes:
    return builder.pkcs12(builder.server(), key="server")


def bad_java_key_store() -> bytes:
    return builder.jks(builder.root())


def bad_utf16() -> bytes:
    return builder.server().annotated.decode().encode("utf-16")


def bad_empty() -> bytes:
    return b""


def bad_text_only() -> bytes:
    return b"The certificate is kept in the vault.\n"


def bad_in_bundle() -> Folder:
    return {
        "mqtt.bundle.toml": kit.manifest(certificate="server.crt", private_key="server.key"),
        "server.crt": builder.self_signed().der,
        "server.key": kit.key("server"),
    }


def good_pem() -> bytes:
    return builder.server().annotated


def good_der_by_name() -> tuple[str, bytes]:
    return ".der", builder.server().der


def good_der_in_crt() -> tuple[str, bytes]:
    return ".crt", builder.server().der


def good_pkcs12_by_name() -> tuple[str, bytes]:
    return ".p12", builder.pkcs12(builder.server(), key="server")


def good_presentation() -> tuple[str, bytes]:
    return ".key", b"PK\x03\x04 a presentation, not a private key"
