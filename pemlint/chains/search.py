"""Issuers outside the chain: in the other files of the tree, then among the public roots."""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pemlint.material import Certificate
    from pemlint.store import Authority, Links

__all__ = ["Elsewhere", "Search"]


class Elsewhere(NamedTuple):
    """Where to look for an issuer outside the chain."""

    #: the CAs of the tree that may have issued a certificate, likeliest first
    tree: Callable[[Certificate], Iterable[Authority]]
    #: those of the public root programmes
    public: Callable[[Certificate], Iterable[Authority]]
    #: of the places where a certificate stands, the one nearest to another
    nearest: Callable[[Certificate, Certificate], Certificate]


class Search:
    """Looks for issuers outside the chain."""

    __slots__ = ("_elsewhere", "_links")

    def __init__(self, links: Links, elsewhere: Elsewhere) -> None:
        self._links = links
        self._elsewhere = elsewhere

    def tree(self, child: Certificate) -> Certificate | None:
        """The issuer as some file of the tree holds it."""
        issuer = self._of(child, self._elsewhere.tree(child))
        return self._elsewhere.nearest(issuer, child) if issuer else None

    def _of(self, child: Certificate, candidates: Iterable[Authority]) -> Certificate | None:
        """A certificate of the CA among the candidates that signed it."""
        authority = self._links.authority(child, candidates)
        return next((holder for holder in authority or () if holder.der != child.der), None)

    def issuer(self, child: Certificate) -> Certificate | None:
        """The issuer in the tree or among the public roots."""
        return self.tree(child) or self._of(child, self._elsewhere.public(child))

    def root(self, child: Certificate) -> Certificate | None:
        """A root that signed it: in the tree, else among the public ones."""
        for candidates in (self._elsewhere.tree(child), self._elsewhere.public(child)):
            for holder in self._links.authority(child, candidates) or ():
                if holder.der != child.der and self._links.self_signed(holder):
                    return holder
        return None

    def climb(self, start: Certificate) -> tuple[Certificate, ...]:
        """From a certificate upwards outside the chain, as far as it goes."""
        climbed: dict[bytes, Certificate] = {}
        issuer = self.issuer(start)
        while issuer is not None and issuer.der not in climbed:
            climbed[issuer.der] = issuer
            issuer = None if self._links.self_signed(issuer) else self.issuer(issuer)
        return tuple(climbed.values())
