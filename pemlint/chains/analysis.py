"""One chain, judged: path, order, gaps, surplus."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pemlint import x509
from pemlint.chains.graph import Graph
from pemlint.chains.search import Search
from pemlint.chains.verdicts import BadLink, ChainAnalysis, Duplicate, Gap
from pemlint.roles import may_sign
from pemlint.store import key_identifier, same_key_identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pemlint.bundles import Bundle
    from pemlint.chains.search import Elsewhere
    from pemlint.material import Certificate
    from pemlint.store import Links

__all__ = ["analyse"]


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
    graph = Graph((*distinct.values(), *(roots or ())), links)
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
    search = Search(links, elsewhere)
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
        not_ca=tuple((child, issuer) for child, issuer in pairwise(path) if not may_sign(issuer)),
        unknown_top=unknown_top,
        roots_declared=roots is not None,
        issuer=path[1] if len(path) > 1 else search.tree(leaf),
        bundle=bundle,
    )


def _judge_top(
    end: Certificate, others: list[Certificate], roots: Sequence[Certificate] | None, search: Search
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
    leaf: Certificate, found: Sequence[Certificate], reached: dict[bytes, Certificate], graph: Graph
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


def _bad_links(reached: dict[bytes, Certificate], graph: Graph, search: Search) -> list[BadLink]:
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
