"""Examples of the rule ``pem-unreadable-content``."""

from __future__ import annotations

from tests import builder
from tests.builder import der
from tests.recipes import kit


def bad_certificate_as_public_key() -> bytes:
    return kit.block("PUBLIC KEY", builder.server().der, "A certificate, labelled as a public key")


def bad_request_cut_short() -> bytes:
    return kit.block("CERTIFICATE REQUEST", builder.request()[:-100], "Subject: CN=server.example.com")


def bad_revocation_list() -> bytes:
    damaged = builder.revocation_list(issuer=builder.root()).replace(b"\x17\x0d2605", b"\x17\x0d26XX", 1)
    return kit.block("X509 CRL", damaged, "Issuer: CN=Example Root CA,O=Example; its first date has no month")


def bad_public_key() -> bytes:
    return kit.block("PUBLIC KEY", der.sequence(der.integer(1), der.integer(2)), "Two numbers")


def good_request() -> bytes:
    return kit.block("CERTIFICATE REQUEST", builder.request(), "Subject: CN=server.example.com")


def good_revocation_list() -> bytes:
    return kit.block("X509 CRL", builder.revocation_list(issuer=builder.root()), "Issuer: CN=Example Root CA,O=Example")


def good_public_key() -> bytes:
    return b"Public key: RSA 2048\n" + builder.public_pem("server")


def good_parameters_and_key() -> bytes:
    parameters = kit.block("EC PARAMETERS", der.oid("1.2.840.10045.3.1.7"), "Curve: P-256")
    return parameters + kit.key("p256", form="traditional")
