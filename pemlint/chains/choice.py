"""Of all the ways up from a leaf, the best one: proved, complete, valid now, within the rules, short; in this order.

First the certificates are weighed from the tops downwards by what each costs on its own (Dijkstra). What depends on the
whole path, its length and the names in it, is weighed on the way up, best first (A*). Both are bounded; where the
second gives up, the first decides.
"""

from __future__ import annotations

from heapq import heappop, heappush

from pemlint.chains.faults import identifier_mismatch, local_faults, longest_below, valid_at, weak_hash
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pemlint.chains.graph import Graph, Link
    from pemlint.chains.name_constraints import NameJudge
    from pemlint.material import Certificate

__all__ = ["Chooser", "Cost"]

#: certificates of one CA among which the way on is chosen: the best ones by themselves
_MAX_HOLDERS = 32
#: steps upwards beyond one for each certificate
_MAX_STEPS = 1024


class Cost(NamedTuple):
    """What speaks against a path, the gravest first."""

    #: links whose issuer did not sign
    bad: int = 0
    #: it ends in a root that nobody trusts (1), or in no root at all (2)
    end: int = 0
    #: certificates that are not valid now
    invalid: int = 0
    #: rules of RFC 5280 that it breaks
    faults: int = 0
    weak: int = 0
    length: int = 0

    def plus(self, other: Cost) -> Cost:
        """Both together."""
        return Cost(
            self.bad + other.bad,
            self.end + other.end,
            self.invalid + other.invalid,
            self.faults + other.faults,
            self.weak + other.weak,
            self.length + other.length,
        )

    @property
    def clean(self) -> bool:
        """Whether nothing speaks against it but its length."""
        return not any(self[:-2])


class _Step(NamedTuple):
    """A path so far, from its upper end downwards."""

    certificate: Certificate
    below: _Step | None
    #: CAs in it that are not self-issued
    authorities: int

    def downwards(self) -> list[Certificate]:
        path = []
        step: _Step | None = self
        while step is not None:
            path.append(step.certificate)
            step = step.below
        return path


class Chooser:
    """Chooses among the ways up from one leaf. ``tops``: DER of where a path may end, and how well (see Cost.end)."""

    __slots__ = ("_graph", "_leaf", "_names", "_now", "_ranked", "_reached", "_to_go", "_tops", "_wanted")

    def __init__(
        self,
        leaf: Certificate,
        graph: Graph,
        reached: Mapping[bytes, Certificate],
        *,
        now: datetime | None,
        wanted: frozenset[str],
        names: NameJudge,
    ) -> None:
        self._leaf = leaf
        self._graph = graph
        self._reached = reached
        self._now = now
        self._wanted = wanted
        self._names = names
        self._tops: Mapping[bytes, int] = {}
        #: from each certificate, itself left out, to the best end
        self._to_go: dict[bytes, Cost] = {}
        self._ranked: dict[Link, tuple[Certificate, ...]] = {}

    def best(self, tops: Mapping[bytes, int]) -> tuple[tuple[Certificate, ...], Cost]:
        """The best path, and what speaks against it."""
        self._tops = tops
        only = self._only_way()
        if only is not None:
            return only
        self._to_go.clear()
        self._ranked.clear()
        self._weigh()
        if self._leaf.der not in self._to_go:
            return self._wander(), Cost(end=2)
        return self._climb() or (self._straight(), self._to_go[self._leaf.der])

    def _only_way(self) -> tuple[tuple[Certificate, ...], Cost] | None:
        """The path where each CA on it has one certificate, as nearly all have; None where there is a choice."""
        path = [self._leaf]
        seen = {self._leaf.der}
        authorities = bad = invalid = faults = weak = 0
        while True:
            below = path[-1]
            link = self._graph.link(below)
            if below.der in self._tops or link is None:
                return tuple(path), Cost(bad, self._tops.get(below.der, 2), invalid, faults, weak, len(path) - 1)
            issuer = link.holders[0]
            if len(link.holders) > 1 or issuer.der in seen:
                return None
            bad += not link.proved
            weak += bool(weak_hash(below))
            invalid += not valid_at(issuer, self._now)
            faults += local_faults(issuer, self._wanted) + self._faults(below, authorities, path, issuer)
            authorities += not issuer.x509.self_issued
            path.append(issuer)
            seen.add(issuer.der)

    def _own(self, issuer: Certificate) -> Cost:
        """What a certificate costs on its own, wherever it stands above the leaf."""
        return Cost(invalid=not valid_at(issuer, self._now), faults=local_faults(issuer, self._wanted))

    def _link_cost(self, child: Certificate, link: Link) -> Cost:
        return Cost(bad=not link.proved, weak=bool(weak_hash(child)), length=1)

    def _weigh(self) -> None:
        """From every end downwards."""
        children: dict[Link, list[Certificate]] = {}
        heap: list[tuple[Cost, int, bytes]] = []
        for der, certificate in self._reached.items():
            link = self._graph.link(certificate)
            if der in self._tops or link is None:
                self._to_go[der] = Cost(end=self._tops.get(der, 2))
                heappush(heap, (self._to_go[der].plus(self._own(certificate)), self._graph.order[der], der))
            else:
                children.setdefault(link, []).append(certificate)
        held: dict[bytes, list[Link]] = {}
        for link in children:
            for holder in link.holders:
                held.setdefault(holder.der, []).append(link)
        while heap:
            cost, _, der = heappop(heap)
            for link in held.pop(der, ()):
                for child in children.pop(link, ()):
                    self._to_go[child.der] = cost.plus(self._link_cost(child, link))
                    entry = self._to_go[child.der].plus(self._own(child))
                    heappush(heap, (entry, self._graph.order[child.der], child.der))

    def _choices(self, link: Link) -> tuple[Certificate, ...]:
        """The certificates of a CA that lead to an end, best first."""
        if link not in self._ranked:
            ranked = sorted(
                (self._to_go[holder.der].plus(self._own(holder)), self._graph.order[holder.der], holder)
                for holder in link.holders
                if holder.der in self._to_go
            )
            self._ranked[link] = tuple(holder for *_, holder in ranked[:_MAX_HOLDERS])
        return self._ranked[link]

    def _climb(self) -> tuple[tuple[Certificate, ...], Cost] | None:
        """Upwards, best first; None where that takes too long."""
        start = _Step(self._leaf, None, 0)
        # of equal ones the latest: straight on, and the first in the file before the others
        heap = [(self._to_go[self._leaf.der], 0, Cost(), start)]
        count = 0
        for _ in range(len(self._reached) + _MAX_STEPS):
            if not heap:
                return None
            total, _, so_far, step = heappop(heap)
            link = self._graph.link(step.certificate)
            if step.certificate.der in self._tops or link is None:
                return tuple(reversed(step.downwards())), total
            path = step.downwards()
            seen = {certificate.der for certificate in path}
            for issuer in reversed(self._choices(link)):
                if issuer.der not in seen:
                    cost = so_far.plus(self._link_cost(step.certificate, link)).plus(self._own(issuer))
                    cost = cost.plus(Cost(faults=self._faults(step.certificate, step.authorities, path, issuer)))
                    authorities = step.authorities + (not issuer.x509.self_issued)
                    count += 1
                    above = _Step(issuer, step, authorities)
                    heappush(heap, (cost.plus(self._to_go[issuer.der]), -count, cost, above))
        return None

    def _faults(self, child: Certificate, authorities: int, path: list[Certificate], issuer: Certificate) -> int:
        """The faults of an issuer that depend on what is below it: its child, so many CAs, and the whole path."""
        longest = longest_below(issuer)
        faults = int(bool(identifier_mismatch(child, issuer)))
        faults += int(longest is not None and authorities > longest)
        if issuer.x509.name_constraints is not None:
            for certificate in path:
                last = certificate is self._leaf
                refusals = self._names.refusals(certificate, issuer, last=last)
                faults += not all(refusal.leading_dot for refusal in refusals)
        return faults

    def _straight(self) -> tuple[Certificate, ...]:
        """The path that is best by what each certificate costs on its own."""
        path = [self._leaf]
        while path[-1].der not in self._tops:
            link = self._graph.link(path[-1])
            if link is None:
                break
            path.append(self._choices(link)[0])
        return tuple(path)

    def _wander(self) -> tuple[Certificate, ...]:
        """Where every way goes round in a circle: along the order in which things stand, once round."""
        path = [self._leaf]
        seen = {self._leaf.der}
        while True:
            link = self._graph.link(path[-1])
            choices = [holder for holder in link.holders if holder.der not in seen] if link else []
            if not choices:
                return tuple(path)
            path.append(min(choices, key=lambda holder: self._graph.order[holder.der]))
            seen.add(path[-1].der)
