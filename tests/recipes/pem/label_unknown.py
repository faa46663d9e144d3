"""Examples of the rule ``pem-label-unknown``."""

from __future__ import annotations

from tests import builder
from tests.builder import keys
from tests.recipes import kit


def bad_letter_left_out() -> bytes:
    return kit.block("CERTIFCATE", builder.self_signed().der, "A certificate, labelled with a slip")


def bad_letter_too_many() -> bytes:
    return kit.block("RSAA PRIVATE KEY", keys.traditional("server"), "Private key: RSA 2048, labelled with a slip")


def bad_letters_exchanged() -> bytes:
    return kit.block("CERTIFICATE REQEUST", builder.request(), "A request, labelled with a slip")


def bad_small_letters() -> bytes:
    return kit.block("Certificate", builder.self_signed().der, "A certificate, labelled in small letters")


def good_openssh() -> bytes:
    return kit.block("OPENSSH PRIVATE KEY", b"openssh-key-v1\0", "A key of another format")


def good_other_kinds() -> bytes:
    labels = ("DSA PUBLIC KEY", "EC PUBLIC KEY", "ATTRIBUTE CERTIFICATE", "SM2 PRIVATE KEY")
    return b"".join(kit.block(label, b"\x30\x03\x02\x01\x07", "Not read") for label in labels)


def good_some_word() -> bytes:
    return kit.block("LICENSE", b"whatever it is", "A block of some program")


def good_in_a_document() -> tuple[str, bytes]:
    return ".md", kit.block("CERTIFCATE", builder.self_signed().der, "How not to write it:\n")


def good_certificate() -> bytes:
    return builder.self_signed().annotated
