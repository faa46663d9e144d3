"""The certificates of one chain, and the links between them: proved by signature, or by name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint import x509
from pemlint.store import Authorities

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pemlint.material import Certificate
    from pemlint.store import Links

__all__ = ["Graph", "above"]


class Graph:
    """The certificates that may be used, and the links between them."""

    __slots__ = ("_authorities", "_bad", "_issuers", "_links", "order")

    def __init__(self, certificates: Iterable[Certificate], links: Links) -> None:
        self._links = links
        self._issuers: dict[bytes, tuple[Certificate, ...]] = {}
        self._bad: dict[bytes, Certificate] = {}
        self._authorities = Authorities()
        self.order: dict[bytes, int] = {}
        for certificate in certificates:
            self.order.setdefault(certificate.der, len(self.order))
            self._authorities.add(certificate)

    def issuers(self, child: Certificate) -> tuple[Certificate, ...]:
        """The certificates that signed it; where none did, the likeliest candidate by name (see ``bad``)."""
        if child.der not in self._issuers:
            self._issuers[child.der] = self._find(child)
        return self._issuers[child.der]

    def _find(self, child: Certificate) -> tuple[Certificate, ...]:
        name = child.x509.issuer
        if isinstance(name, x509.Problem) or self._links.self_signed(child):
            return ()
        authority = self._links.authority(child, self._authorities.candidates(child))
        if authority is not None:
            return tuple(holder for holder in authority if holder.der != child.der)
        for candidate in self._authorities.candidates(child):
            for holder in candidate:
                if holder.der != child.der:
                    self._bad[child.der] = holder
                    return (holder,)
        return ()

    def bad(self, child: Certificate) -> Certificate | None:
        """The candidate by name that did not sign it, where no other did."""
        self.issuers(child)
        return self._bad.get(child.der)

    def above(self, leaf: Certificate, *, proved: bool = False) -> dict[bytes, Certificate]:
        """The leaf and everything above it, nearest first; ``proved`` leaves out what only bears the name."""
        reached = {leaf.der: leaf}
        queue = [leaf]
        for child in queue:
            issuers = self.issuers(child)
            for issuer in () if proved and child.der in self._bad else issuers:
                if issuer.der not in reached:
                    reached[issuer.der] = issuer
                    queue.append(issuer)
        return reached

    def path(self, leaf: Certificate, reached: dict[bytes, Certificate], tops: set[bytes]) -> tuple[Certificate, ...]:
        """One way up: the shortest to a top, else as far as it goes, along the order in which things stand."""
        height = self._heights(reached, tops)
        path = [leaf]
        seen = {leaf.der}
        while True:
            choices = [issuer for issuer in self.issuers(path[-1]) if issuer.der not in seen]
            if path[-1].der in tops or not choices:
                return tuple(path)
            far = len(height) + 1
            step = min(choices, key=lambda issuer: (height.get(issuer.der, far), self.order[issuer.der]))
            path.append(step)
            seen.add(step.der)

    def _heights(self, reached: dict[bytes, Certificate], tops: set[bytes]) -> dict[bytes, int]:
        """How many links each certificate is from a top, walking down from the tops."""
        below: dict[bytes, list[bytes]] = {}
        for child in reached.values():
            for issuer in self.issuers(child):
                below.setdefault(issuer.der, []).append(child.der)
        height = {der: 0 for der in reached if der in tops}
        queue = list(height)
        for der in queue:
            for child_der in below.get(der, ()):
                if child_der not in height:
                    height[child_der] = height[der] + 1
                    queue.append(child_der)
        return height


def above(leaf: Certificate, certificates: Iterable[Certificate], links: Links) -> dict[bytes, Certificate]:
    """The leaf and everything that proved links reach among ``certificates``, nearest first."""
    return Graph((leaf, *certificates), links).above(leaf, proved=True)
