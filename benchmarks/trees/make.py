"""``python -m benchmarks.trees.make SCRATCH KIND [SIZE]``: the folder of a tree, written if it is not there yet."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks.trees import shapes
from benchmarks.trees.repository import CERTIFICATES_PER_FOLDER, FOLDERS, lone, repository
from benchmarks.trees.scratch import File, written
from benchmarks.trees.text import FILES, text, track

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def _folders(size: int, *, own: bool) -> Iterator[File]:
    return repository(-(-size // CERTIFICATES_PER_FOLDER), own=own)


def _hook(_: int) -> Iterator[File]:
    return shapes.hook()


#: every kind: its usual size, and its files at a size
KINDS: Final[dict[str, tuple[int, Callable[[int], Iterator[File]]]]] = {
    "shared": (FOLDERS * CERTIFICATES_PER_FOLDER, partial(_folders, own=False)),
    "own": (FOLDERS * CERTIFICATES_PER_FOLDER, partial(_folders, own=True)),
    "lone": (5_000, lone),
    "text": (FILES, text),
    "hook": (1, _hook),
    "roots": (10_000, shapes.roots),
    "servers": (10_000, shapes.servers),
    "renewals": (2_000, shapes.renewals),
    "rollovers": (2_000, shapes.rollovers),
    "anonymous": (2_000, partial(shapes.rollovers, identifiers=False)),
    "crowd": (2_000, shapes.crowd),
    "anonymous-crowd": (2_000, partial(shapes.crowd, identifiers=False)),
    "chain": (1_000, shapes.chain),
    "keys": (10_000, shapes.keys),
}


def make(scratch: str, kind: str, size: int = 0) -> str:
    """The folder of a tree of a kind: with about ``size`` certificates, keys or files, the usual size for 0."""
    usual, files = KINDS[kind]
    size = size or usual
    return written(scratch, f"{kind}-{size}", lambda: files(size), track if kind == "text" else None)


def main() -> None:
    """Write a tree and print its folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trees.make", description=main.__doc__)
    parser.add_argument("scratch", help="the folder in which trees are kept")
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("size", type=int, nargs="?", default=0, help="certificates, keys or files")
    arguments = parser.parse_args()
    print(make(arguments.scratch, arguments.kind, arguments.size))


if __name__ == "__main__":
    main()
