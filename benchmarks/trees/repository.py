"""The tree of a large repository: certificates, chains of three and keys, spread over folders.

One folder holds 40 files: 12 chains of three, 18 lone certificates and 10 keys, each beside the certificate of its
stem. 250 folders are the tree of 10,000 files with 13,500 certificates and 2,500 keys.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from benchmarks.trees.authority import Certificate, authority, leaf, pem_key
from benchmarks.trees.keys import ALGORITHMS
from benchmarks.trees.scratch import File

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS: Final = 250
CHAINS: Final = 12
LONE: Final = 18
KEYS: Final = 10
CERTIFICATES_PER_FOLDER: Final = 3 * CHAINS + LONE
#: distinct keys of an algorithm: of roots, of intermediates, of servers
_ROOT_KEYS: Final = 2
_ISSUER_KEYS: Final = 6
_FIRST_LEAF_KEY: Final = _ROOT_KEYS + _ISSUER_KEYS
_LEAF_KEYS: Final = 8


def repository(
    folders: int = FOLDERS, *, own: bool = False, algorithms: tuple[str, ...] = ALGORITHMS
) -> Iterator[File]:
    """The files of a tree; with ``own`` no two chains share a certificate, else few issuers serve all."""
    for folder in range(folders):
        yield from _folder(folder, algorithms, own=own)


def lone(count: int) -> Iterator[File]:
    """Certificates alone, a file each, twenty in a folder."""
    for serial in range(count):
        algorithm = ALGORITHMS[serial % 2]
        issuer, _ = _shared(algorithm, serial // 2 % _ISSUER_KEYS)
        server = leaf(f"host-{serial}.example.com", algorithm, _FIRST_LEAF_KEY + serial // 2 % _LEAF_KEYS, issuer)
        yield File(f"service-{serial // 20:04}/host-{serial}.crt", server.pem)


def _folder(folder: int, algorithms: tuple[str, ...], *, own: bool) -> Iterator[File]:
    where = f"team-{folder // 25:02}/service-{folder % 25:02}/tls"
    for place in range(CHAINS + LONE):
        serial = folder * (CHAINS + LONE) + place
        algorithm = algorithms[serial % len(algorithms)]
        number = _FIRST_LEAF_KEY + serial // 2 % _LEAF_KEYS
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
