"""From certificates to verdicts about a chain: path, order, gaps, surplus. Computed once; rules only translate.

A chain is judged as TLS serves it (RFC 8446 4.4.2): the leaf first, then each certificate certifying one before it.
Links are proved by signature. Work is linear in the certificates, with a bound on candidates of one name.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from pemlint import x509
from pemlint.roles import may_sign
from pemlint.store import key_identifier, likely_first, same_key_identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pemlint.bundles import Bundle
    from pemlint.material import Certificate
    from pemlint.store import Links

__all__ = ["BadLink", "ChainAnalysis", "Duplicate", "Elsewhere", "Gap", "above", "analyse"]


class Gap(NamedTuple):
    """A certificate whose issuer is not there."""

    below: Certificate
    #: the issuer, where another file of the tree holds it
    elsewhere: Certificate | None


class BadLink(NamedTuple):
    """A candidate by name whose key did not make the signature."""

    child: Certificate
    candidate: Certificate
    #: the key identifiers agree (or are absent and the key kinds fit): damaged; otherwise another key of that name
    damaged: bool
    #: a certificate of the same name in another file of the tree that did sign it
    elsewhere: Certificate | None


class Duplicate(NamedTuple):
    """A certificate that stands in one file twice."""

    again: Certificate
    first: Certificate


class Elsewhere(NamedTuple):
    """Where to look for an issuer outside the chain."""

    #: certificates of the tree with this subject
    tree: Callable[[x509.Name], tuple[Certificate, ...]]
    #: certificates of the public root programmes with this subject
    public: Callable[[x509.Name], tuple[Certificate, ...]]
    #: of the places where a certificate stands, the one nearest to another
    nearest: Callable[[Certificate, Certificate], Certificate]


class ChainAnalysis(NamedTuple):
    """What stands in a chain, what should, and the difference."""

    #: ``bundle``, ``served-chain`` (one file, leaf included) or ``ca-chain`` (CAs beside a leaf that they serve)
    origin: str
    leaf: Certificate
    #: everything as it stands: the certificates of the certificate file, then those of the chain
    found: tuple[Certificate, ...]
    #: from the leaf upwards as the signatures prove it, declared roots included
    path: tuple[Certificate, ...]
    #: what ``found`` should be: related certificates in order, each once
    expected: tuple[Certificate, ...]
    self_signed: bool
    #: the leaf needs a chain and nothing stands beside it
    missing: bool
    #: ... though a declared root signed it
    issued_by_root: bool
    out_of_order: bool
    leaf_copies: tuple[Certificate, ...]
    duplicates: tuple[Duplicate, ...]
    unrelated: tuple[Certificate, ...]
    included_roots: tuple[Certificate, ...]
    gap: Gap | None
    bad_links: tuple[BadLink, ...]
    #: links whose issuer is not a CA
    not_ca: tuple[tuple[Certificate, Certificate], ...]
    #: the end of the path that neither the chain, the declared roots, the tree nor the public roots vouch for
    unknown_top: Certificate | None
    roots_declared: bool
    #: the issuer of the leaf, in the chain, among the declared roots or in another file of the tree
    issuer: Certificate | None
    bundle: Bundle | None = None


class _Graph:
    """The certificates that may be used, and the links between them."""

    __slots__ = ("_bad", "_by_subject", "_issuers", "_links", "order")

    def __init__(self, certificates: Iterable[Certificate], links: Links) -> None:
        self._links = links
        self._issuers: dict[bytes, tuple[Certificate, ...]] = {}
        self._bad: dict[bytes, Certificate] = {}
        self._by_subject: dict[bytes, dict[bytes, Certificate]] = {}
        self.order: dict[bytes, int] = {}
        for certificate in certificates:
            self.order.setdefault(certificate.der, len(self.order))
            subject = certificate.x509.subject
            if isinstance(subject, x509.Name):
                self._by_subject.setdefault(subject.key, {}).setdefault(certificate.der, certificate)

    def issuers(self, child: Certificate) -> tuple[Certificate, ...]:
        """The certificates that signed it; where none did, the likeliest candidate by name (see ``bad``)."""
        if child.der not in self._issuers:
            self._issuers[child.der] = self._find(child)
        return self._issuers[child.der]

    def _find(self, child: Certificate) -> tuple[Certificate, ...]:
        name = child.x509.issuer
        if isinstance(name, x509.Problem) or self._links.self_signed(child):
            return ()
        named = tuple(self._by_subject.get(name.key, {}).values())
        proved = self._links.issuers(child, named)
        candidates = likely_first(child, named)
        if proved or not candidates:
            return proved
        self._bad[child.der] = candidates[0]
        return (candidates[0],)

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


def analyse(
    origin: str,
    leaf: Certificate,
    head: Sequence[Certificate],
    tail: Sequence[Certificate],
    *,
    roots: Sequence[Certificate] | None,
    links: Links,
    elsewhere: Elsewhere,
    bundle: Bundle | None = None,
) -> ChainAnalysis:
    """Judge a chain.

    ``head`` are the certificates of the file that holds the leaf, ``tail`` those of the chain file. ``roots`` is None
    where nobody said what clients trust.
    """
    in_head = {certificate.der for certificate in head}
    leaf_copies = tuple(certificate for certificate in tail if certificate.der == leaf.der)
    found = (*head, *(certificate for certificate in tail if certificate.der not in in_head))
    distinct = {certificate.der: certificate for certificate in found}
    graph = _Graph((*distinct.values(), *(roots or ())), links)
    reached = graph.above(leaf)
    anchors = {root.der for root in roots or ()}
    tops = {der for der, certificate in reached.items() if der in anchors or links.self_signed(certificate)}
    path = graph.path(leaf, reached, tops)
    others = [certificate for der, certificate in distinct.items() if der not in reached]
    served = [certificate for der, certificate in distinct.items() if der != leaf.der]
    self_signed = links.self_signed(leaf)
    end = path[-1]
    complete = end.der in tops
    nameless = _names_no_issuer(end)
    bad = graph.bad(end) is not None or _self_issued_but_not_signed(end, links) or nameless
    search = _Search(links, elsewhere)
    gap, unknown_top = None, None
    if not complete and not bad and served:
        gap, unknown_top, others = _judge_top(end, others, roots, search)
    elif complete and end.der not in anchors and (roots is not None or self_signed):
        unknown_top = None if roots is not None and _same_key(end, roots) else end
    if nameless:
        others = [certificate for certificate in others if not may_sign(certificate)]
    return ChainAnalysis(
        origin=origin,
        leaf=leaf,
        found=found,
        path=path,
        expected=_expected(path, reached, distinct),
        self_signed=self_signed,
        missing=not self_signed and not served and not bad,
        issued_by_root=not served and len(path) > 1,
        out_of_order=_out_of_order(leaf, found, reached, graph),
        leaf_copies=leaf_copies,
        duplicates=(*_duplicates(head), *_duplicates(tail, leave_out=leaf)),
        unrelated=tuple(others),
        included_roots=tuple(certificate for certificate in served if links.self_signed(certificate)),
        gap=gap,
        bad_links=tuple(_bad_links(reached, graph, search)),
        not_ca=tuple((child, issuer) for child, issuer in itertools.pairwise(path) if not may_sign(issuer)),
        unknown_top=unknown_top,
        roots_declared=roots is not None,
        issuer=path[1] if len(path) > 1 else search.tree(leaf),
        bundle=bundle,
    )


def above(leaf: Certificate, certificates: Iterable[Certificate], links: Links) -> dict[bytes, Certificate]:
    """The leaf and everything that proved links reach among ``certificates``, nearest first."""
    return _Graph((leaf, *certificates), links).above(leaf, proved=True)


class _Search:
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


def _judge_top(
    end: Certificate, others: list[Certificate], roots: Sequence[Certificate] | None, search: _Search
) -> tuple[Gap | None, Certificate | None, list[Certificate]]:
    """What it means that the path ends without an issuer: a gap, an unknown top, or nothing; and what is unrelated."""
    climbed = search.climb(end)
    elsewhere = search.tree(end)
    above = {certificate.der for certificate in climbed}
    beyond = [
        certificate for certificate in others if certificate.der in above or (not climbed and may_sign(certificate))
    ]
    rest = [certificate for certificate in others if certificate not in beyond]
    if roots is not None or beyond:
        return Gap(end, elsewhere), None, rest
    return None, None if climbed else end, rest


def _self_issued_but_not_signed(certificate: Certificate, links: Links) -> bool:
    """Its own name as issuer, but not its own signature: another rule says so."""
    return certificate.x509.self_issued and not links.self_signed(certificate)


def _names_no_issuer(certificate: Certificate) -> bool:
    """No readable name of its issuer: another rule says so, and which CAs belong above it is unknown."""
    issuer = certificate.x509.issuer
    return isinstance(issuer, x509.Problem) or issuer.empty


def _same_key(certificate: Certificate, roots: Sequence[Certificate]) -> bool:
    """Whether a declared root is the same CA under another certificate: equal key and equal name."""
    return any(
        root.spki_sha256 == certificate.spki_sha256
        and isinstance(root.x509.subject, x509.Name)
        and isinstance(certificate.x509.subject, x509.Name)
        and root.x509.subject.key == certificate.x509.subject.key
        for root in roots
    )


def _expected(
    path: tuple[Certificate, ...], reached: dict[bytes, Certificate], distinct: dict[bytes, Certificate]
) -> tuple[Certificate, ...]:
    """The related certificates in an order that TLS accepts: the path, then what else hangs on it, nearest first."""
    ordered = {certificate.der: certificate for certificate in (*path, *reached.values())}
    return tuple(
        distinct.get(der, certificate)
        for der, certificate in ordered.items()
        if der in distinct or certificate is path[0]
    )


def _out_of_order(
    leaf: Certificate, found: Sequence[Certificate], reached: dict[bytes, Certificate], graph: _Graph
) -> bool:
    """Whether a related certificate stands before everything that it certifies, or anything before the leaf."""
    certified = {issuer.der for issuer in graph.issuers(leaf)}
    seen = {leaf.der}
    started = all(certificate.der != leaf.der for certificate in found)
    for certificate in found:
        if certificate.der == leaf.der:
            started = True
        elif certificate.der in reached and certificate.der not in seen:
            if not started or certificate.der not in certified:
                return True
            seen.add(certificate.der)
            certified.update(issuer.der for issuer in graph.issuers(certificate))
    return False


def _duplicates(certificates: Sequence[Certificate], leave_out: Certificate | None = None) -> list[Duplicate]:
    """Those that stand in one file a second time."""
    first: dict[bytes, Certificate] = {}
    duplicates = []
    for certificate in certificates:
        if leave_out is not None and certificate.der == leave_out.der:
            continue
        if certificate.der in first:
            duplicates.append(Duplicate(certificate, first[certificate.der]))
        else:
            first[certificate.der] = certificate
    return duplicates


def _bad_links(reached: dict[bytes, Certificate], graph: _Graph, search: _Search) -> list[BadLink]:
    """Every link on the way up whose candidate by name did not sign."""
    bad = []
    for child in reached.values():
        candidate = graph.bad(child)
        if candidate is not None:
            damaged = same_key_identifier(child, candidate) or (
                key_identifier(child) is None and search.tree(child) is None
            )
            bad.append(BadLink(child, candidate, damaged, search.tree(child)))
    return bad
