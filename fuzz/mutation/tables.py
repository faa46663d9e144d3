"""Damages TOML: lines move and go, keys meet values that belong to others."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fuzz.mutation import octets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

__all__ = ["mutate"]

_VALUES = (
    *[
        "0",
        "-1",
        "30",
        "1e400",
        "nan",
        "-inf",
        "true",
        "[]",
        "{}",
        "''",
        "'",
        "'",
        "['']",
        "[1]",
        "[[]]",
        "[{}]",
        "{a=1}",
        "2026-01-01",
        "2026-01-01T00:00:00Z",
        "07:32:00",
    ],
    *("9" * 30, "9" * 5000, "0x" + "f" * 4000, "[" * 60 + "]" * 60, f'"{"a" * 300}"', f'"{"00" * 32}"'),
    *[
        "'error'",
        "'off'",
        "'note'",
        "'strict'",
        "'nobody'",
        "'./base.toml'",
        "'two-way'",
        "'server.crt'",
        "'server.key'",
        "'chain.pem'",
    ],
    *[
        "'a/../../b'",
        "'/etc/passwd'",
        "'C:\\x'",
        "'*.example.com'",
        "'[::1]'",
        "'10.0.0.7'",
        "'xn--'",
        "['RSA-2048']",
        "['2026-01-01:9']",
    ],
    *(
        r'"\u0000"',
        r'"\u202e"',
        '["**/*", "[", "[!a-", "b/"]',
        '["cert", "ALL", "chain-"]',
        '["mqtt.example.com", "\\n"]',
    ),
    *('{ spki-sha256 = "00" }', '{ client = "warning" }', '"-----BEGIN PRIVATE KEY-----"'),
    *("'''\n[a\n'''", '"""\n[bundle]\n"""'),
)
_HEADERS = (
    *[
        "[bundle]",
        "[[bundle]]",
        "[[bundle.client]]",
        "[bundle.private-key]",
        "[rules]",
        "[[rules]]",
        "[[override]]",
        "[override]",
    ],
    *["[[ignore]]", "[tool.pemlint]", "[[tool.pemlint.bundle]]", "[tool]", "[a.b.c]", "[", "[[]]"],
    *('["a b"]', "# [bundle]"),
)
_KEYS = (
    *[
        "name",
        "profile",
        "authentication",
        "certificate",
        "chain",
        "private-key",
        "client-ca",
        "roots",
        "hosts",
        "client",
        "bundle",
        "extends",
    ],
    *[
        "spki-sha256",
        "rules",
        "exclude",
        "override",
        "ignore",
        "paths",
        "reason",
        "title",
        "description",
        "severity",
        "by-role",
        "when-selected",
    ],
    *("why", "source", "certificat", "a.b", '"a b"', "''", "tool.pemlint.profile"),
)


@cache
def _rules() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every rule and its options."""
    from pemlint import registry

    return tuple((info.id, tuple(option.name for option in info.options)) for info in registry.infos().values())


def mutate(data: bytes, chance: Random, pool: Sequence[bytes] = ()) -> bytes:
    """The text with one to three things wrong with it; ``pool`` holds other TOML."""
    if chance.random() < 0.15:
        return octets.mutate(data, chance, pool)
    lines = data.split(b"\n")
    for _ in range(chance.choice((1, 1, 2, 3))):
        _change(lines, chance, pool)
    return b"\n".join(lines)


def _change(lines: list[bytes], chance: Random, pool: Sequence[bytes]) -> None:
    at = chance.randrange(len(lines)) if lines else 0
    way = chance.randrange(8)
    if way == 0 and lines:
        del lines[at]
    elif way == 1 and lines:
        lines.insert(chance.randrange(len(lines)), lines[at])
    elif way == 2:
        lines.insert(at, chance.choice(_HEADERS).encode())
    elif way == 3:
        rule, options = chance.choice(_rules())
        key = chance.choice((*options, *options, "severity", "by-role")).replace("_", "-")
        lines[at:at] = [f"[rules.{rule}]".encode(), f"{key} = {chance.choice(_VALUES)}".encode()]
    elif way == 4 and pool:
        other = chance.choice(pool).split(b"\n")
        start = chance.randrange(len(other))
        lines[at:at] = other[start : start + chance.randint(1, 8)]
    elif way == 5 and lines:
        key_, sign, value = lines[at].partition(b"=")
        if sign:
            lines[at] = (
                f"{chance.choice(_KEYS)} =".encode() + value if chance.random() < 0.3 else key_ + b"= " + _value(chance)
            )
    else:
        lines.insert(at, f"{chance.choice(_KEYS)} = ".encode() + _value(chance))


def _value(chance: Random) -> bytes:
    return chance.choice(_VALUES).encode()
