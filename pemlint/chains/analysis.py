"""One chain, judged: path, order, gaps, surplus."""

from __future__ import annotations

from itertools import pairwise

from pemlint import x509
from pemlint.authorities import key_identifier
from pemlint.chains import order
from pemlint.chains.choice import Chooser
from pemlint.chains.faults import path_faults, purposes, valid_at
from pemlint.chains.graph import Graph
from pemlint.chains.name_constraints import NameJudge
from pemlint.chains.search import Search
from pemlint.chains.straight import straight
from pemlint.chains.verdicts import BadLink, ChainAnalysis, Duplicate, Gap
from pemlint.roles import may_sign
from pemlint.store import same_key_identifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from pemlint.bundles import Bundle
    from pemlint.chains.search import Elsewhere
    from pemlint.material import Certificate
    from pemlint.store import Links

__all__ = ["analyse"]

#: certificates of one chain for which a root is looked for elsewhere, to do without those above them
_MAX_SHORTCUTS = 32


def analyse(
    origin: str,
    leaf: Certificate,
    head: Sequence[Certificate],
    tail: Sequence[Certificate],
    *,
    roots: Sequence[Certificate] | None,
    links: Links,
    elsewhere: Elsewhere,
    now: datetime | None = None,
    bundle: Bundle | None = None,
) -> ChainAnalysis:
    """Judge a chain.

    ``head`` are the certificates of the file that holds the leaf, ``tail`` those of the chain file. ``roots`` is None
    where nobody said what clients trust. ``now`` (aware) decides between ways that are valid at different times.
    """
    wanted = purposes(leaf, server=origin == "bundle")
    if roots is None and not tail and head and leaf is head[0]:
        usual = straight(origin, head, wanted, links=links, now=now, bundle=bundle)
        if usual is not None:
            return usual
    in_head = {certificate.der for certificate in head}
    leaf_copies = tuple(certificate for certificate in tail if certificate.der == leaf.der)
    found = (*head, *(certificate for certificate in tail if certificate.der not in in_head))
    distinct = {certificate.der: certificate for certificate in found}
    graph = Graph((*distinct.values(), *(roots or ())), links)
    graph.order.setdefault(leaf.der, -1)
    reached = graph.above(leaf)
    served = [certificate for der, certificate in distinct.items() if der != leaf.der]
    self_signed = links.self_signed(leaf)
    search = Search(links, elsewhere)
    names = NameJudge()
    chooser = Chooser(leaf, graph, reached, now=now, wanted=wanted, names=names)
    anchors = {root.der for root in roots or ()}
    tops = _tops(reached, anchors, links, declared=roots is not None)
    path, cost = chooser.best(tops)
    vouched = False
    # only what lies above a sound link may be done without: a root elsewhere excuses no fault below it
    if roots is None and served and not cost.clean and not (cost.bad or cost.faults):
        shortcuts = _shortcuts(reached, tops, search, links, now)
        if shortcuts:
            path, cost = chooser.best(tops | shortcuts)
            vouched = path[-1].der in shortcuts
    end = path[-1]
    complete = end.der in tops
    bad_links = tuple(_bad_links(path, graph, search))
    nameless = _names_no_issuer(end)
    # another rule says what is wrong with the end, or with a link below it
    excused = nameless or bool(bad_links) or _self_issued_but_not_signed(end, links)
    others = [certificate for der, certificate in distinct.items() if der not in reached]
    gap, unknown_top = None, None
    if served and not (complete or vouched or excused):
        circle = graph.link(end) is not None
        gap, unknown_top, others = _judge_top(path, others, roots, search, circle=circle)
    elif complete and end.der not in anchors and (roots is not None or self_signed):
        unknown_top = None if roots is not None and _same_key(end, roots) else end
    if nameless:
        others = [certificate for certificate in others if not may_sign(certificate)]
    disordered = order.out_of_order(leaf, found, reached, graph)
    expected = order.expected(path, found, reached, graph, disordered=disordered)
    proved = path[: next((at for at, one in enumerate(path, 1) if one.der in _children(bad_links)), len(path))]
    settled = vouched or (complete and (roots is None or end.der in anchors or _same_key(end, roots)))
    return ChainAnalysis(
        origin=origin,
        leaf=leaf,
        found=found,
        path=path,
        expected=expected,
        self_signed=self_signed,
        missing=not (self_signed or served or excused or leaf_copies),
        issued_by_root=not served and len(path) > 1,
        out_of_order=disordered,
        moves=order.moves(found, expected) if disordered else (),
        leaf_copies=leaf_copies,
        duplicates=(*_duplicates(head), *_duplicates(tail, leave_out=leaf), *_in_both(head, tail, leaf)),
        unrelated=tuple(others),
        included_roots=tuple(certificate for certificate in served if links.self_signed(certificate)),
        gap=gap,
        bad_links=bad_links,
        faults=path_faults(proved, wanted, names, trusted=end.der in anchors or links.self_signed(proved[-1])),
        not_needed=_not_needed(origin, path, (*found, *(roots or ())), reached) if settled else frozenset(),
        unknown_top=unknown_top,
        roots_declared=roots is not None,
        issuer=path[1] if len(path) > 1 else search.tree(leaf),
        bundle=bundle,
        unasked=tuple(graph.unasked[one.der] for one in path if one.der in graph.unasked),
    )


def _tops(
    reached: Mapping[bytes, Certificate], anchors: set[bytes], links: Links, *, declared: bool
) -> dict[bytes, int]:
    """Where a path may end: at declared roots, less well at other self-signed certificates."""
    tops = {der: int(declared) for der, certificate in reached.items() if links.self_signed(certificate)}
    return tops | {der: 0 for der in reached if der in anchors}


def _shortcuts(
    reached: Mapping[bytes, Certificate], tops: Mapping[bytes, int], search: Search, links: Links, now: datetime | None
) -> dict[bytes, int]:
    """Certificates that a root in the tree, or a public one, signed: what stands above them is not needed."""
    found = {}
    for der, certificate in list(reached.items())[:_MAX_SHORTCUTS]:
        if der not in tops:
            root = search.root(certificate)
            if root is not None and root.der not in reached and links.self_signed(root) and valid_at(root, now):
                found[der] = 0
    return found


def _children(bad_links: Sequence[BadLink]) -> set[bytes]:
    return {link.child.der for link in bad_links}


def _not_needed(
    origin: str, path: Sequence[Certificate], present: Sequence[Certificate], reached: Mapping[bytes, Certificate]
) -> frozenset[bytes]:
    """DER of what stands there and is not on the way up; other leaves may need the rest of a file of CAs."""
    way = {certificate.der for certificate in path}
    return frozenset(
        certificate.der
        for certificate in present
        if certificate.der not in way and (origin != "ca-chain" or certificate.der in reached)
    )


def _judge_top(
    path: Sequence[Certificate],
    others: list[Certificate],
    roots: Sequence[Certificate] | None,
    search: Search,
    *,
    circle: bool,
) -> tuple[Gap | None, Certificate | None, list[Certificate]]:
    """What it means that the path ends without a root: a gap, an unknown top, or nothing; and what is unrelated.

    ``circle``: the issuer of the end is below it already, as where two CAs have signed each other.
    """
    end = path[-1]
    climbed = search.climb(end)
    elsewhere = search.tree(end)
    above = {certificate.der for certificate in climbed}
    beyond = [
        certificate
        for certificate in others
        if certificate.der in above or (not climbed and may_sign(certificate) and (roots is not None or len(path) == 1))
    ]
    rest = [certificate for certificate in others if certificate not in beyond]
    if circle:
        return None, end, others
    if roots is not None or beyond:
        return Gap(end, elsewhere), None, rest
    if elsewhere is not None and not elsewhere.x509.self_issued:
        # an intermediate in another file is in nobody's store of trusted roots
        return Gap(end, elsewhere, upper=True), None, rest
    return None, None if climbed else end, rest


def _in_both(head: Sequence[Certificate], tail: Sequence[Certificate], leaf: Certificate) -> list[Duplicate]:
    """What stands in the certificate file and in the chain file: a server that puts them together sends it twice."""
    first = {certificate.der: certificate for certificate in reversed(head) if certificate.der != leaf.der}
    again = {certificate.der: certificate for certificate in reversed(tail) if certificate.der in first}
    return [Duplicate(certificate, first[der]) for der, certificate in reversed(again.items())]


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


def _bad_links(path: Sequence[Certificate], graph: Graph, search: Search) -> Iterator[BadLink]:
    """Every link of the path whose upper end bears the issuer's name and did not sign."""
    for child, candidate in pairwise(path):
        link = graph.link(child)
        if link is not None and not link.proved:
            elsewhere = search.tree(child)
            damaged = same_key_identifier(child, candidate) or (key_identifier(child) is None and elsewhere is None)
            yield BadLink(child, candidate, damaged, elsewhere)
