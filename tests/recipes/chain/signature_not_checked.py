"""Examples of the rule ``chain-signature-not-checked``."""

from __future__ import annotations

from math import prod

from tests import builder
from tests.builder import odd_keys

ALSO = {"bad_key_that_takes_too_long": {"cert-rsa-key-too-large"}}


def _chain(exponent: int) -> bytes:
    key = odd_keys.spki(prod(odd_keys.usual_primes()), exponent)
    return builder.server().annotated + builder.intermediate(public_key=key, subject_key_identifier=False).annotated


def bad_key_that_takes_too_long() -> bytes:
    return _chain((1 << 256) + 1)


def good_signature() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated
