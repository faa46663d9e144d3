"""Examples of the rule ``key-public-exponent-weak``."""

from __future__ import annotations

from tests.builder import odd_keys
from tests.recipes import kit


def _key(exponent: int) -> bytes:
    # for 3, the primes must be others
    p, q = (odd_keys.prime_after(odd_keys.number(name), fits=3) for name in ("one", "two"))
    data = odd_keys.pkcs1(p, q, e=exponent)
    return kit.block("RSA PRIVATE KEY", data, f"Private key: RSA 2048, exponent {exponent}")


def bad_one() -> bytes:
    return _key(1)


def bad_even() -> bytes:
    return _key(65536)


def good_three() -> bytes:
    return _key(3)


def good_usual() -> bytes:
    return kit.key("server", form="traditional")


def good_ec() -> bytes:
    return kit.key("p256")
