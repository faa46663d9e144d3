"""What a bundle gives to judge: itself, its chain, its keys, its clients."""

from __future__ import annotations

from pemlint import chains, pairs
from pemlint.clients import client_paths
from pemlint.subjects.records import Subject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.bundles import Bundle, Part
    from pemlint.chains import ChainAnalysis
    from pemlint.material import Certificate
    from pemlint.policy import Policy
    from pemlint.subjects.facts import Facts

__all__ = ["of_bundle"]


def of_bundle(bundle: Bundle, policies: tuple[Policy, ...], facts: Facts) -> Iterator[Subject]:
    """Every subject of one bundle."""
    yield Subject(bundle, policies)
    leaf = bundle.leaf
    if leaf is not None and not (bundle.chain is not None and bundle.chain.hole):
        analysis = _chain(bundle, leaf, facts)
        sides = _sides(bundle.certificate, bundle.chain, bundle.roots)
        yield from (Subject(each, policies, ("bundle",), sides) for each in (analysis, *analysis.unasked))
    for pairing in pairs.in_bundle(bundle, facts.store):
        yield Subject(pairing, policies, ("bundle",))
    for client in client_paths(bundle, facts.links):
        yield Subject(client, policies, ("client",), _sides(client.authority))


def _chain(bundle: Bundle, leaf: Certificate, facts: Facts) -> ChainAnalysis:
    head = bundle.certificate.certificates if bundle.certificate else ()
    shared = bundle.chain and bundle.certificate and bundle.chain.file is bundle.certificate.file
    tail = bundle.chain.certificates if bundle.chain and not shared else ()
    unread = bundle.roots is not None and bool(bundle.roots.hole)
    roots = bundle.roots.certificates if bundle.roots and not unread else None
    analysis = chains.analyse(
        "bundle",
        leaf,
        head,
        tail,
        roots=roots,
        links=facts.links,
        elsewhere=facts.elsewhere,
        now=facts.now,
        bundle=bundle,
    )
    # what the declared roots hold is unknown: nobody can say that the issuer is not among them
    return analysis._replace(issued_by_root=True) if unread else analysis


def _sides(*parts: Part | None) -> frozenset[str]:
    """The files of these parts, as they are named in reports."""
    return frozenset(part.file.source.path for part in parts if part is not None and part.file is not None)
