"""Trees of one sort each, for the growth of a run: the same at every size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.trees.authority import Certificate, authority, leaf, pem_key
from benchmarks.trees.keys import EC, RSA
from benchmarks.trees.scratch import File

if TYPE_CHECKING:
    from collections.abc import Iterator

#: distinct keys of the certificates of a file, where the number of keys is not what grows
_FEW: Final = 16


def hook() -> Iterator[File]:
    """What a hook is handed on a commit: one file of each sort."""
    for algorithm in (RSA, EC):
        root = authority("Example Root", algorithm, 0)
        issuer = authority("Example Issuing", algorithm, 1, root, path_length=0)
        server = leaf("www.example.com", algorithm, 2, issuer)
        yield File(f"{algorithm}-lone/server.crt", server.pem)
        yield File(f"{algorithm}-chain/server.crt", server.pem + issuer.pem + root.pem)
    yield File("text/README.md", b"# Example\n\nNothing about certificates in here.\n" * 20)


def roots(count: int) -> Iterator[File]:
    """A trust bundle: one file of that many roots."""
    pems = (authority(f"Example Root {number}", EC, number % _FEW).pem for number in range(count))
    yield File("roots.pem", b"".join(pems))


def servers(count: int) -> Iterator[File]:
    """One file of that many server certificates of one issuer."""
    issuer = authority("Example Issuing", EC, 0)
    pems = (leaf(f"host-{number}.example.com", EC, 1 + number % _FEW, issuer).pem for number in range(count))
    yield File("servers.pem", b"".join(pems))


def renewals(count: int) -> Iterator[File]:
    """One subject: the certificates that one server had over time, a file each, beside their issuer."""
    issuer = authority("Example Issuing", EC, 0)
    yield File("issuing.crt", issuer.pem)
    for number in range(count):
        yield File(f"server-{number}.crt", leaf("www.example.com", EC, 1 + number % _FEW, issuer, str(number)).pem)


def rollovers(count: int, *, identifiers: bool = True) -> Iterator[File]:
    """One subject: half are CAs of one name, each with a key of its own; half are certificates, one of each CA.

    Without key identifiers only signatures tell which CA issued which certificate.
    """
    for number in range(count // 2):
        upper = _namesake(number, identifiers=identifiers)
        lower = leaf("www.example.com", EC, number % _FEW, upper, str(number), identifiers=identifiers)
        yield File(f"ca-{number}.crt", upper.pem)
        yield File(f"server-{number}.crt", lower.pem)


def crowd(count: int, *, identifiers: bool = True) -> Iterator[File]:
    """As ``rollovers``, in one file: the certificates first, then the CAs."""
    uppers = [_namesake(number, identifiers=identifiers) for number in range(count // 2)]
    lowers = [
        leaf("www.example.com", EC, number % _FEW, upper, str(number), identifiers=identifiers)
        for number, upper in enumerate(uppers)
    ]
    yield File("crowd.pem", b"".join(one.pem for one in (*lowers, *uppers)))


def _namesake(number: int, *, identifiers: bool) -> Certificate:
    return authority("Example Issuing", EC, _FEW + number, identifiers=identifiers)


def chain(count: int) -> Iterator[File]:
    """One file: a chain of that many certificates, in order."""
    above = authority("Example Root", EC, 0)
    pems = [above.pem]
    for number in range(1, count - 1):
        above = authority(f"Example Issuing {number}", EC, number % _FEW, above)
        pems.append(above.pem)
    pems.append(leaf("www.example.com", EC, 0, above).pem)
    yield File("chain.pem", b"".join(reversed(pems)))


def keys(count: int) -> Iterator[File]:
    """One folder of that many distinct keys."""
    for number in range(count):
        yield File(f"host-{number}.key", pem_key(EC, number))
