"""The certificates of one chain, and the links between them: proved by signature, or by name alone."""

from __future__ import annotations

from pemlint.chains.verdicts import Unasked
from pemlint.crypto import Verdict
from pemlint.store import Authorities, Authority
from pemlint.x509 import PublicKeyInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pemlint.material import Certificate
    from pemlint.store import Links

__all__ = ["Graph", "Link", "above"]


class Link:
    """Upwards from a certificate: the CA that issued it, under all of its certificates. One object a CA."""

    __slots__ = ("holders", "proved")

    def __init__(self, holders: Iterable[Certificate], *, proved: bool) -> None:
        #: the certificates of the CA; any of them leads on
        self.holders = tuple(holders)
        #: by signature, or because nobody here can say otherwise; else it bears the name and did not sign
        self.proved = proved


class Graph:
    """The certificates that may be used, and the links between them.

    A certificate has one link at most: only one key made its signature. So the work is linear, however many
    certificates a CA has.
    """

    __slots__ = ("_authorities", "_by_authority", "_by_holder", "_found", "_links", "order", "unasked")

    def __init__(self, certificates: Iterable[Certificate], links: Links) -> None:
        self._links = links
        self._authorities = Authorities()
        self._found: dict[bytes, Link | None] = {}
        self._by_authority: dict[Authority, Link] = {}
        self._by_holder: dict[bytes, Link] = {}
        #: the place of each in the order in which they stand
        self.order: dict[bytes, int] = {}
        #: by their DER, those whose issuer is taken by its name as asking for more would take too long
        self.unasked: dict[bytes, Unasked] = {}
        for certificate in certificates:
            self.order.setdefault(certificate.der, len(self.order))
            self._authorities.add(certificate)

    def link(self, child: Certificate) -> Link | None:
        """The CA that issued it; where no signature fits, the likeliest by name; None at a top."""
        if child.der not in self._found:
            self._found[child.der] = self._find(child)
        return self._found[child.der]

    def _find(self, child: Certificate) -> Link | None:
        if self._links.self_signed(child):
            return None
        signer = self._links.authority(child, self._authorities.candidates(child))
        likely = None
        for candidate in self._authorities.candidates(child):
            likely = next((holder for holder in candidate if holder.der != child.der), None)
            if likely is not None:
                if signer is None and self._undecided(child, likely):
                    signer = candidate
                    reason = self._takes_too_long(child, likely)
                    if reason:
                        self.unasked[child.der] = Unasked(child, likely, reason)
                break
        if signer is not None:
            if signer not in self._by_authority:
                self._by_authority[signer] = Link(signer, proved=True)
            return self._by_authority[signer]
        if likely is None:
            return None
        if likely.der not in self._by_holder:
            self._by_holder[likely.der] = Link((likely,), proved=False)
        return self._by_holder[likely.der]

    def _undecided(self, child: Certificate, likely: Certificate) -> bool:
        """Whether nobody here can say that the likeliest CA, or another one of its name, did not sign."""
        return self._links.verdict(child, likely) == Verdict.UNSUPPORTED or not self._links.tries_all(
            child, self._authorities.candidates(child)
        )

    def _takes_too_long(self, child: Certificate, likely: Certificate) -> str:
        """Why nobody finds out, as ``Unasked`` says it; empty where the reason is another one."""
        key = likely.x509.public_key
        if isinstance(key, PublicKeyInfo) and key.is_too_large:
            return "large"
        if not self._links.affords(child, likely):
            return "slow"
        return "" if self._links.tries_all(child, self._authorities.candidates(child)) else "many"

    def above(self, leaf: Certificate) -> dict[bytes, Certificate]:
        """The leaf and everything above it, nearest first."""
        reached = {leaf.der: leaf}
        queue = [leaf]
        seen: set[Link] = set()
        for child in queue:
            link = self.link(child)
            if link is None or link in seen:
                continue
            seen.add(link)
            for issuer in link.holders:
                if issuer.der not in reached:
                    reached[issuer.der] = issuer
                    queue.append(issuer)
        return reached


def above(leaf: Certificate, *graphs: Graph) -> dict[bytes, Certificate]:
    """The leaf and everything that proved links in any of the graphs reach, nearest first."""
    reached = {leaf.der: leaf}
    queue = [leaf]
    for child in queue:
        for graph in graphs:
            link = graph.link(child)
            for issuer in link.holders if link is not None and link.proved else ():
                if issuer.der not in reached:
                    reached[issuer.der] = issuer
                    queue.append(issuer)
    return reached
