"""Examples of the rule ``cert-unreadable``."""

from __future__ import annotations

from tests import builder
from tests.builder import der
from tests.recipes import kit


def bad_month_thirteen() -> bytes:
    return builder.server(not_after=der.tlv(0x17, b"261301000000Z")).annotated


def bad_public_key() -> bytes:
    return builder.server(public_key=der.sequence(der.null(), der.bit_string(b"no key"))).annotated


def bad_alternative_names() -> bytes:
    names = builder.names.extension("2.5.29.17", der.octet_string(b"server.example.com"))
    return builder.server(alternative_names=None, extensions=(names,)).annotated


def bad_cut_short() -> bytes:
    certificate = builder.server()
    return kit.block("CERTIFICATE", certificate.der[:600], certificate.text.rstrip("\n"))


def bad_private_key_inside() -> bytes:
    return kit.block("CERTIFICATE", builder.keys.pkcs8("server"), "A private key, labelled as a certificate")


def bad_encoded_twice() -> bytes:
    certificate = builder.server()
    return kit.block("CERTIFICATE", certificate.pem, certificate.text.rstrip("\n"))


def bad_random_bytes() -> bytes:
    return kit.block("CERTIFICATE", bytes(range(7, 200)), "Nothing in particular")


def good_unknown_extension() -> bytes:
    extension = builder.names.extension("1.3.6.1.4.1.55555.1", der.utf8("private"))
    return builder.server(extensions=(extension,)).annotated


def good_generalized_time_in_2050() -> bytes:
    return builder.root(not_after=der.tlv(0x18, b"20500101000000Z")).annotated


def good_example_in_a_document() -> tuple[str, bytes]:
    block = kit.block("CERTIFICATE", bytes(range(7, 200)), "    The file looks like this:\n")
    return ".md", block.replace(b"\n", b"\n    ")
