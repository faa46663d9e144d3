"""Damages a folder: one of its files, its names, or what stands under which name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fuzz import seeds
from fuzz.folder import Folder, pack, unpack
from fuzz.mutation import asn1, octets, tables, text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

__all__ = ["mutate"]

_NAMES = (
    *[
        "a.pem",
        "b.pem",
        "server.crt",
        "server.key",
        "chain.pem",
        "root.crt",
        "client-ca.crt",
        "client.crt",
        "client.key",
        "sub/a.crt",
    ],
    *[
        "a.csr",
        "a.crl",
        "a.p12",
        "a.jks",
        "notes.md",
        "values.yaml",
        "x.bundle.toml",
        "sub/y.bundle.toml",
        "pemlint.toml",
        "base.toml",
    ],
    *("pyproject.toml", "a b.pem", "\u202e.pem", "--config=x.pem", "\x1b[31m.pem", "##[error].pem"),
)


def mutate(data: bytes, chance: Random, pool: Sequence[bytes] = ()) -> bytes:
    """The folder with one or two things wrong with it; ``pool`` holds other folders."""
    folder = unpack(data)
    run, files = folder.run, dict(folder.files)
    for _ in range(chance.choice((1, 1, 2))):
        if chance.random() < 0.15:
            run = chance.randrange(1 << 24)
        if files and chance.random() < 0.8:
            name = chance.choice(list(files))
            files[name] = _damaged(name, files[name], chance)
        else:
            _arrange(files, chance, pool)
    return pack(Folder(run, files))


def _damaged(name: str, data: bytes, chance: Random) -> bytes:
    if name.endswith(".toml"):
        return tables.mutate(data, chance, (*seeds.manifests(), *seeds.CONFIGURATIONS))
    if data.startswith(b"\x30"):
        return asn1.mutate(data, chance, seeds.binaries())
    if b"-----BEGIN " in data:
        return text.mutate(data, chance, seeds.binaries())
    return octets.mutate(data, chance, seeds.texts())


def _arrange(files: dict[str, bytes], chance: Random, pool: Sequence[bytes]) -> None:
    """A file more, less, renamed, or with the contents of another."""
    names = list(files)
    way = chance.randrange(4) if names else 0
    if way == 0:
        other = unpack(chance.choice(pool)).files if pool else {}
        name = chance.choice(list(other)) if other else ""
        files[chance.choice((name or "a.pem", chance.choice(_NAMES)))] = other.get(name, b"")
    elif way == 1:
        del files[chance.choice(names)]
    elif way == 2:
        files[chance.choice(_NAMES)] = files.pop(chance.choice(names))
    else:
        one, two = chance.choice(names), chance.choice(names)
        files[one], files[two] = files[two], files[one] + files[two] * chance.randrange(2)
