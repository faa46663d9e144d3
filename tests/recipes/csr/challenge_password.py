"""Examples of the rule ``csr-challenge-password``."""

from __future__ import annotations

from tests import builder
from tests.recipes import kit


def _challenge(password: str) -> bytes:
    values = builder.der.set_of(builder.der.utf8(password))
    return builder.der.sequence(builder.der.oid("1.2.840.113549.1.9.7"), values)


def bad_password() -> bytes:
    return kit.request("with a challenge password", attributes=(_challenge("correct horse"),))


def good_empty_password() -> bytes:
    return kit.request("the password was left empty", attributes=(_challenge(""),))


def good_no_password() -> bytes:
    return kit.request("without a challenge password")
