"""Small public key infrastructures of every shape, and what is true of them by construction.

Nothing here looks at a signature: who issued what is known because it was built that way.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tests import builder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: keys of CAs and of leaves, of several kinds
CA_KEYS = ("root", "p256-root", "ed25519-ca", "intermediate", "p256-intermediate", "intermediate2", "p384", "other")
LEAF_KEYS = ("server", "p256", "ed25519")
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


class Node(NamedTuple):
    """A certificate, and the truth about it."""

    certificate: builder.Certificate
    #: name and key of whom it is for, and of whom it is from
    holder: tuple[str, str]
    issuer: tuple[str, str]
    authority: bool = True
    valid: bool = True

    @property
    def pem(self) -> bytes:
        return self.certificate.pem

    @property
    def der(self) -> bytes:
        return self.certificate.der

    @property
    def top(self) -> bool:
        return self.holder == self.issuer


@cache
def authority(name: str, key: str, above: Node | None = None, *, valid: bool = True, serial: int | None = None) -> Node:
    """A CA, signed by another one or by itself."""
    certificate = builder.intermediate(
        subject=name,
        key=key,
        issuer=above.certificate if above else None,
        path_length=None,
        not_after=builder.INTERMEDIATE_UNTIL if valid else LONG_AGO,
        serial=serial,
    )
    return Node(certificate, (name, key), above.holder if above else (name, key), valid=valid)


@cache
def leaf(above: Node, key: str, name: str = "server.example.com") -> Node:
    """A server certificate."""
    certificate = builder.server(subject=name, key=key, issuer=above.certificate, alternative_names=(name,))
    return Node(certificate, (name, key), above.holder, authority=False)


class Chain(NamedTuple):
    """A leaf, the CAs above it from the lowest to the root, and others that do not belong there."""

    nodes: tuple[Node, ...]
    #: for each CA but the root: the same name under another key, from the same issuer
    rekeyed: tuple[Node, ...]
    strangers: tuple[Node, ...]

    @property
    def root(self) -> Node:
        return self.nodes[-1]


@cache
def chain(depth: int, shift: int) -> Chain:
    """A chain with ``depth`` CAs; ``shift`` turns the ring of keys, so that kinds mix in every way."""
    keys = [CA_KEYS[(shift + at) % len(CA_KEYS)] for at in range(depth)]
    nodes = [authority("Root", keys[0])]
    rekeyed = []
    for at, key in enumerate(keys[1:], 1):
        rekeyed.append(authority(f"CA {at}", "spare", nodes[-1]))
        nodes.append(authority(f"CA {at}", key, nodes[-1]))
    nodes.append(leaf(nodes[-1], LEAF_KEYS[shift % len(LEAF_KEYS)]))
    foreign = authority("Foreign Root", "client-ca")
    strangers = (foreign, authority("Foreign CA", "rsa-3072", foreign), leaf(foreign, "client", "other.example.com"))
    return Chain(tuple(reversed(nodes)), tuple(reversed(rekeyed)), strangers)


class Mesh(NamedTuple):
    """A leaf below CAs that have signed each other crosswise."""

    leaf: Node
    authorities: tuple[Node, ...]
    roots: tuple[Node, ...]


@cache
def mesh(shift: int) -> Mesh:
    """Two roots, two CAs under each of them, one that both CAs have signed; some certificates have expired."""
    keys = [CA_KEYS[(shift + at) % len(CA_KEYS)] for at in range(5)]
    first, second = authority("Root 1", keys[0]), authority("Root 2", keys[1])
    middles = [
        authority(f"Middle {number}", key, root, valid=(shift + number) % 3 != 0)
        for number, key in enumerate(keys[2:4])
        for root in (first, second)
    ]
    lowest = [
        authority("Lowest", keys[4], middles[0]),
        authority("Lowest", keys[4], middles[2], valid=shift % 2 == 0),
        authority("Lowest", keys[4], middles[0], valid=False, serial=7),
    ]
    crossed = [authority("Root 1", keys[0], second, valid=shift % 4 != 1), authority("Root 2", keys[1], first)]
    bottom = leaf(lowest[0], LEAF_KEYS[shift % len(LEAF_KEYS)])
    return Mesh(bottom, (*lowest, *middles, *crossed), (first, second))


def paths(start: Node, present: Sequence[Node], anchors: Iterable[Node]) -> Iterator[tuple[Node, ...]]:
    """Every way up from a certificate to one of the anchors, no certificate twice. Slow, and plain."""
    ends = {node.der for node in anchors}

    def climb(way: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
        if way[-1].der in ends:
            yield way
            return
        if not way[-1].top:
            for node in present:
                if node.holder == way[-1].issuer and node.der not in {one.der for one in way}:
                    yield from climb((*way, node))

    yield from climb((start,))


def certifies(node: Node, below: Node) -> bool:
    """Whether one certificate is of the CA that issued the other one."""
    return below.issuer == node.holder and node.der != below.der and not below.top


def in_order(standing: Sequence[Node]) -> bool:
    """Whether the first is the leaf and each other one certifies one that stands before it (RFC 8446 4.4.2)."""
    return not standing[0].authority and all(
        any(certifies(node, before) for before in standing[:at]) for at, node in enumerate(standing) if at
    )


def unbroken(path: Sequence[Node]) -> bool:
    """Whether each one certifies the one below it."""
    return all(certifies(above, below) for below, above in pairwise(path))
