"""The order in which a chain stands, the one in which it should stand, and the way from the one to the other."""

from __future__ import annotations

from bisect import bisect_left
from heapq import heappop, heappush

from pemlint.chains.verdicts import Move

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pemlint.chains.graph import Graph, Link
    from pemlint.material import Certificate

__all__ = ["expected", "moves", "out_of_order"]


def out_of_order(
    leaf: Certificate, found: Sequence[Certificate], reached: Mapping[bytes, Certificate], graph: Graph
) -> bool:
    """Whether a related certificate stands before everything that it certifies, or anything before the leaf."""
    standing = {certificate.der for certificate in found}
    allowed = _Allowed(graph)
    allowed.over(leaf, standing)
    seen = {leaf.der}
    started = leaf.der not in standing
    for certificate in found:
        if certificate.der == leaf.der:
            started = True
        elif certificate.der in reached and certificate.der not in seen:
            if not started or certificate.der not in allowed.ders:
                return True
            seen.add(certificate.der)
            allowed.over(certificate, standing)
    return False


class _Allowed:
    """The certificates that may stand next: those of a CA that issued one before."""

    __slots__ = ("_graph", "_seen", "ders")

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._seen: set[Link] = set()
        self.ders: set[bytes] = set()

    def after(self, certificate: Certificate) -> tuple[Certificate, ...]:
        """Those that may stand somewhere after this one, where nothing before said so."""
        link = self._graph.link(certificate)
        if link is None or link in self._seen:
            return ()
        self._seen.add(link)
        self.ders.update(holder.der for holder in link.holders)
        return link.holders

    def over(self, certificate: Certificate, standing: Collection[bytes]) -> None:
        """As ``after``, and past those that do not stand here, as declared roots: they lead on to what does."""
        queue = [certificate]
        for one in queue:
            queue.extend(holder for holder in self.after(one) if holder.der not in standing)


def expected(
    path: Sequence[Certificate],
    found: Sequence[Certificate],
    reached: Mapping[bytes, Certificate],
    graph: Graph,
    *,
    disordered: bool,
) -> tuple[Certificate, ...]:
    """The leaf and the related certificates of ``found``, each once, in an order that TLS accepts.

    That is the order in which they stand where it is one; else the path comes first, and the rest as it stands.
    """
    standing: dict[bytes, tuple[int, Certificate]] = {}
    for position, certificate in enumerate(found):
        standing.setdefault(certificate.der, (position, certificate))
    way = {certificate.der for certificate in path} if disordered else set[bytes]()
    leaf = standing.get(path[0].der, (0, path[0]))[1]
    ordered = [leaf]
    placed = {leaf.der}
    allowed = _Allowed(graph)
    heap: list[tuple[bool, int, Certificate]] = []
    queue = [leaf]
    while queue or heap:
        certificate = queue.pop() if queue else heappop(heap)[2]
        if certificate.der not in placed:
            placed.add(certificate.der)
            ordered.append(certificate)
        for issuer in allowed.after(certificate):
            if issuer.der in standing and issuer.der in reached and issuer.der not in placed:
                position, here = standing[issuer.der]
                heappush(heap, (issuer.der not in way, position, here))
            elif issuer.der not in standing and issuer.der not in placed:
                # a declared root or the like: it stands nowhere here and leads on to what does
                placed.add(issuer.der)
                queue.append(issuer)
    return tuple(ordered)


def moves(found: Sequence[Certificate], wanted: Sequence[Certificate]) -> tuple[Move, ...]:
    """The fewest steps from the order as it stands to the wanted one, to be taken one after the other.

    Of equally few those that move the leaf where it is not in front, else those that move what belongs higher up.
    """
    rank = {certificate.der: position for position, certificate in enumerate(wanted)}
    standing = [rank[der] for der in dict.fromkeys(certificate.der for certificate in found) if der in rank]
    here = set(standing)
    if 0 in here and standing[0]:
        staying = {-number for number in _longest_rising([-number for number in reversed(standing)])}
    else:
        staying = set(_longest_rising(standing))
    order = [position for position in range(len(wanted)) if position in here]
    return tuple(_moves(wanted, order, staying))


def _moves(wanted: Sequence[Certificate], order: Sequence[int], staying: Collection[int]) -> Iterator[Move]:
    before: Certificate | None = None
    for position in order:
        if position not in staying:
            yield Move(wanted[position], before)
        before = wanted[position]


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """A longest rising subsequence: what can stay where it is (patience sorting)."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    rising: list[int] = []
    number_: int | None = ends[-1] if ends else None
    while number_ is not None:
        rising.append(number_)
        number_ = before[number_]
    return rising
