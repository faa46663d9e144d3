"""Public keys written as one that was read before: nothing but the key itself has to be read in them."""

from __future__ import annotations

from pemlint.record import NamedTuple
from pemlint.x509 import oids
from pemlint.x509.keys import PublicKeyInfo, read_public_key
from pemlint.x509.usual import usual

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from pemlint.x509.memo import Memo

__all__ = ["Pattern", "usual_key"]

_UNCOMPRESSED: Final = 4
_FEWEST_BITS: Final = 512


class Pattern(NamedTuple):
    """What all keys of a kind and size have before the point or the modulus, and after it; and one of them."""

    head: bytes
    tail: bytes
    like: PublicKeyInfo


def usual_key(encoded: bytes, memo: Memo) -> PublicKeyInfo | None:
    """The key of a SubjectPublicKeyInfo that is not known yet, and with which nothing is wrong; None for any other."""
    pattern = memo.patterns.get(len(encoded))
    found = _alike(encoded, pattern) if pattern else None
    if found is None:
        found = usual(read_public_key, encoded)
        if found is None:
            return None
        pattern = _pattern(found)
        if pattern:
            memo.patterns[len(encoded)] = pattern
    memo.public_keys[encoded] = found
    return found


def _pattern(key: PublicKeyInfo) -> Pattern | None:
    """What keys are recognised by that are like this one, if they are read as this one is."""
    start = len(key.der) - len(key.key)
    # so many bytes of a modulus are found nowhere else
    if key.kind == "RSA" and key.bits >= _FEWEST_BITS and key.bits % 8 == 0:
        modulus = key.modulus.to_bytes(key.bits // 8, "big")
        start = key.der.index(modulus)
        return Pattern(key.der[:start], key.der[start + len(modulus) :], key)
    if key.kind == "EC" and key.bits and key.key[0] == _UNCOMPRESSED:
        return Pattern(key.der[: start + 1], b"", key)
    return Pattern(key.der[:start], b"", key) if key.kind in oids.KEY_SIZES else None


def _alike(encoded: bytes, pattern: Pattern) -> PublicKeyInfo | None:
    """The key of this pattern; None for one that is none. Both have the same length."""
    head, tail, like = pattern
    if not (encoded.startswith(head) and encoded.endswith(tail)):
        return None
    modulus = 0
    if like.modulus:
        modulus = int.from_bytes(encoded[len(head) : len(encoded) - len(tail)], "big")
        if modulus.bit_length() != like.bits:
            return None
    return PublicKeyInfo(
        encoded,
        like.algorithm,
        encoded[-len(like.key) :],
        like.kind,
        bits=like.bits,
        curve=like.curve,
        modulus=modulus,
        exponent=like.exponent,
    )
