"""Examples of the rule ``pem-trailing-data``."""

from __future__ import annotations

from tests import builder
from tests.builder import der
from tests.recipes import kit


def bad_newline_in_the_base64() -> bytes:
    certificate = builder.server()
    return kit.block("CERTIFICATE", certificate.der + b"\n", certificate.text.rstrip("\n"))


def bad_second_certificate() -> bytes:
    certificate = builder.server()
    return kit.block("CERTIFICATE", certificate.der + builder.intermediate().der, certificate.text.rstrip("\n"))


def bad_private_key() -> bytes:
    return kit.block("PRIVATE KEY", builder.keys.pkcs8("server") + b"\0\0", "Private key: RSA 2048")


def good_block_each() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated


def good_trusted_certificate() -> bytes:
    # OpenSSL's own form: the settings of trust follow the certificate.
    certificate = builder.root()
    return kit.block("TRUSTED CERTIFICATE", certificate.der + der.sequence(), certificate.text.rstrip("\n"))
