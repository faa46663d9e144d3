"""Examples of the rule ``key-too-weak``."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests import builder
from tests.builder import odd_keys
from tests.recipes import kit


def bad_rsa_1024() -> bytes:
    return kit.key("rsa-1024")


def bad_curve() -> bytes:
    key = ec.derive_private_key(0xC0FFEE, ec.SECP192R1())
    data = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return kit.block("PRIVATE KEY", data, "Private key: EC P-192")


def bad_dsa_1024() -> bytes:
    return kit.block("DSA PRIVATE KEY", odd_keys.dsa_1024(), "Private key: DSA 1024")


def good_rsa_2048() -> bytes:
    return kit.key("server")


def good_rsa_4096() -> bytes:
    return kit.key("rsa-4096")


def good_p256() -> bytes:
    return kit.key("p256")


def good_ed25519() -> bytes:
    return kit.key("ed25519")


def good_dsa_2048() -> bytes:
    return kit.key("dsa-2048")


def good_said_of_the_certificate() -> bytes:
    return builder.self_signed(key="rsa-1024").annotated + kit.key("rsa-1024")
