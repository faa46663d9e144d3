"""The tree of a large repository: certificates, chains of three and keys, spread over folders.

One folder holds 40 files: 12 chains of three, 18 lone certificates and 10 keys, each beside the certificate of its
stem. 250 folders are the tree of 10,000 files with 13,500 certificates and 2,500 keys.
"""

from __future__ import annotations

import argparse
import os
import shutil
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.authority import Certificate, authority, leaf, pem_key
from benchmarks.keys import ALGORITHMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: raise it when what is generated changes: older trees are left alone and made anew
VERSION: Final = 1
FOLDERS: Final = 250
CHAINS: Final = 12
LONE: Final = 18
KEYS: Final = 10
CERTIFICATES_PER_FOLDER: Final = 3 * CHAINS + LONE
#: distinct keys of an algorithm: of roots, of intermediates, of servers
_ROOT_KEYS: Final = 2
_ISSUER_KEYS: Final = 6
_LEAF_KEYS: Final = 8


class File(NamedTuple):
    """One file of a tree."""

    #: below the folder of the tree
    path: str
    content: bytes


def repository(
    folders: int = FOLDERS, *, own: bool = False, algorithms: tuple[str, ...] = ALGORITHMS
) -> Iterator[File]:
    """The files of a tree; with ``own`` no two chains share a certificate, else few issuers serve all."""
    for folder in range(folders):
        yield from _folder(folder, algorithms, own=own)


def _folder(folder: int, algorithms: tuple[str, ...], *, own: bool) -> Iterator[File]:
    where = f"team-{folder // 25:02}/service-{folder % 25:02}/tls"
    for place in range(CHAINS + LONE):
        serial = folder * (CHAINS + LONE) + place
        algorithm = algorithms[serial % len(algorithms)]
        number = _ROOT_KEYS + _ISSUER_KEYS + serial // 2 % _LEAF_KEYS
        in_chain = place < CHAINS
        chained = serial - place + place % CHAINS
        issuer, root = _issuers(algorithm, chained // 2 % _ISSUER_KEYS, chained if own else None)
        host = f"host-{serial}.example.com"
        server = leaf(host, algorithm, number, issuer)
        chain = (server, issuer, root) if in_chain else (server,)
        yield File(f"{where}/host-{serial}.crt", b"".join(certificate.pem for certificate in chain))
        if place < KEYS:
            yield File(f"{where}/host-{serial}.key", pem_key(algorithm, number))


def _issuers(algorithm: str, number: int, own: int | None) -> tuple[Certificate, Certificate]:
    """The intermediate that issues, and its root."""
    if own is None:
        return _shared(algorithm, number)
    return _make(f"{algorithm.upper()} {own}", algorithm, number)


@cache
def _shared(algorithm: str, number: int) -> tuple[Certificate, Certificate]:
    return _make(f"{algorithm.upper()} Shared {number}", algorithm, number)


def _make(name: str, algorithm: str, number: int) -> tuple[Certificate, Certificate]:
    root = authority(f"Example Root {name}", algorithm, number % _ROOT_KEYS)
    issuer = authority(f"Example Issuing {name}", algorithm, _ROOT_KEYS + number, root, path_length=0)
    return issuer, root


def written(scratch: str, name: str, files: Callable[[], Iterator[File]]) -> str:
    """The folder of a tree below ``scratch``: as an earlier call left it, else written now, whole or not at all."""
    folder = os.path.join(scratch, f"{name}-v{VERSION}")
    if os.path.isdir(folder):
        return folder
    part = f"{folder}.part"
    shutil.rmtree(part, ignore_errors=True)
    os.makedirs(part)
    known = {part}
    for file in files():
        path = os.path.join(part, file.path)
        parent = os.path.dirname(path)
        if parent not in known:
            os.makedirs(parent, exist_ok=True)
            known.add(parent)
        with open(path, "wb", opener=_only_mine if path.endswith(".key") else None) as stream:
            stream.write(file.content)
    os.rename(part, folder)
    return folder


def _only_mine(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def main() -> None:
    """Write a tree and print its folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tree", description=main.__doc__)
    parser.add_argument("scratch", help="the folder in which trees are kept")
    parser.add_argument("--folders", type=int, default=FOLDERS, help="40 files each (default: %(default)s)")
    parser.add_argument("--own", action="store_true", help="every chain has an intermediate and a root of its own")
    arguments = parser.parse_args()
    print(tree(arguments.scratch, arguments.folders, own=arguments.own))


def tree(scratch: str, folders: int = FOLDERS, *, own: bool = False) -> str:
    """The folder of the written tree with that many folders."""
    kind = "own" if own else "shared"
    return written(scratch, f"tree-{kind}-{folders}", lambda: repository(folders, own=own))


if __name__ == "__main__":
    main()
