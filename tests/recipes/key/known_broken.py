"""Examples of the rule ``key-known-broken``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.builder import odd_keys
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def _key() -> bytes:
    data = odd_keys.pkcs1(*odd_keys.roca_primes())
    return kit.block("RSA PRIVATE KEY", data, "Private key: RSA 2048, as Infineon's library made them")


def _certificate() -> bytes:
    p, q = odd_keys.roca_primes()
    return builder.server(public_key=odd_keys.spki(p * q)).annotated


def bad_private_key() -> bytes:
    return _key()


def bad_close_primes() -> bytes:
    data = odd_keys.pkcs1(*odd_keys.close_primes())
    return kit.block("RSA PRIVATE KEY", data, "Private key: RSA 2048, of two primes side by side")


def bad_certificate() -> bytes:
    return _certificate()


def bad_pair() -> Folder:
    return {"server.crt": _certificate(), "server.key": _key()}


def good_private_key() -> bytes:
    return kit.key("server")


def good_certificate() -> bytes:
    return builder.server().annotated


def good_ec() -> bytes:
    return kit.key("p256")


def good_dsa() -> bytes:
    return kit.key("dsa-2048")


def good_short() -> bytes:
    return kit.key("rsa-1024")
