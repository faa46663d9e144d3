"""Damages any bytes, knowing nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

__all__ = ["mutate"]

_ODD = tuple(b"\0|\xff|\x80|\n|\r\n|-|\x1b[31m|\xef\xbb\xbf|\xe2\x80\xae|##[error]|::".split(b"|"))


def mutate(data: bytes, chance: Random, pool: Sequence[bytes] = ()) -> bytes:
    """The bytes with one thing wrong with them."""
    return chance.choice(_WAYS)(data, chance, pool)


def _flip(data: bytes, chance: Random, _pool: Sequence[bytes]) -> bytes:
    if not data:
        return bytes([chance.randrange(256)])
    at = chance.randrange(len(data))
    octet = data[at] ^ (1 << chance.randrange(8)) if chance.random() < 0.5 else chance.randrange(256)
    return data[:at] + bytes([octet]) + data[at + 1 :]


def _cut(data: bytes, chance: Random, _pool: Sequence[bytes]) -> bytes:
    start, end = _range(data, chance)
    return data[:start] + data[end:]


def _end(data: bytes, chance: Random, _pool: Sequence[bytes]) -> bytes:
    return data[: chance.randint(0, len(data))]


def _insert(data: bytes, chance: Random, _pool: Sequence[bytes]) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(_ODD) * chance.choice((1, 1, 1, 2, 100)) + data[at:]


def _again(data: bytes, chance: Random, _pool: Sequence[bytes]) -> bytes:
    start, end = _range(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 30)) + data[end:]


def _splice(data: bytes, chance: Random, pool: Sequence[bytes]) -> bytes:
    if not pool:
        return _flip(data, chance, pool)
    other = chance.choice(pool)
    start, end = _range(other, chance)
    at, to = _range(data, chance)
    return data[:at] + other[start:end] + data[to:]


def _range(data: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    longest = chance.choice((1, 4, 16, 64, len(data)))
    return start, min(len(data), start + chance.randint(0, max(longest, 1)))


_WAYS: tuple[Callable[[bytes, Random, Sequence[bytes]], bytes], ...] = (
    _flip,
    _flip,
    _cut,
    _end,
    _insert,
    _again,
    _splice,
)
