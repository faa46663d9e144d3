"""Issuers outside the chain: in the other files of the tree, then among the public roots."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pemlint import x509

if TYPE_CHECKING:
    from collections.abc import Callable

    from pemlint.material import Certificate
    from pemlint.store import Links

__all__ = ["Elsewhere", "Search"]


class Elsewhere(NamedTuple):
    """Where to look for an issuer outside the chain."""

    #: certificates of the tree with this subject
    tree: Callable[[x509.Name], tuple[Certificate, ...]]
    #: certificates of the public root programmes with this subject
    public: Callable[[x509.Name], tuple[Certificate, ...]]
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
        name = child.x509.issuer
        if isinstance(name, x509.Problem):
            return None
        issuers = self._links.issuers(child, self._elsewhere.tree(name))
        return self._elsewhere.nearest(issuers[0], child) if issuers else None

    def issuer(self, child: Certificate) -> Certificate | None:
        """The issuer in the tree or among the public roots."""
        name = child.x509.issuer
        if isinstance(name, x509.Problem):
            return None
        return self.tree(child) or next(iter(self._links.issuers(child, self._elsewhere.public(name))), None)

    def climb(self, start: Certificate) -> tuple[Certificate, ...]:
        """From a certificate upwards outside the chain, as far as it goes."""
        climbed: dict[bytes, Certificate] = {}
        issuer = self.issuer(start)
        while issuer is not None and issuer.der not in climbed:
            climbed[issuer.der] = issuer
            issuer = None if self._links.self_signed(issuer) else self.issuer(issuer)
        return tuple(climbed.values())
