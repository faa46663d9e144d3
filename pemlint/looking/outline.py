"""Each chain from its leaf to its root, as it was understood, with what the rules say beside it."""

from __future__ import annotations

from collections import Counter

from pemlint import quoting, x509
from pemlint.chains import ChainAnalysis
from pemlint.looking.climbing import Climber
from pemlint.looking.facts import instant, spot
from pemlint.looking.marks import Remarks
from pemlint.looking.records import Drawing, KeyMark, Node, Outline, Remark, Spot
from pemlint.roles import file_role, may_sign
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from pemlint.bundles import Bundle, Part
    from pemlint.material import Certificate
    from pemlint.model import Finding
    from pemlint.store import File
    from pemlint.subjects import Tree

__all__ = ["draw"]

#: of a trust bundle so many are drawn, those that expire first
_OF_A_TRUST_BUNDLE = 3
_KINDS = {"served-chain": "served chain", "ca-chain": "CA chain"}


def draw(tree: Tree, findings: Sequence[Finding], now: datetime) -> Drawing:
    """Draw everything that a target has a part in; ``findings`` are those of the same run."""
    return _Draughtsman(tree, findings, now).drawing()


class _Draughtsman:
    """Draws bundles, then the chains in files, then leaves by themselves, then CAs without a leaf."""

    def __init__(self, tree: Tree, findings: Sequence[Finding], now: datetime) -> None:
        self._tree = tree
        self._now = now
        self._remarks = Remarks(findings)
        self._climber = Climber(tree.facts, self._remarks, now)
        self._targets = {file.source.path for file in tree.store.files.values() if file.source.target}
        #: places that some drawing shows
        self._drawn: set[tuple[str, int]] = set()
        self._marked: set[Spot] = set()

    def drawing(self) -> Drawing:
        """All drawings, and the keys that none of them shows."""
        outlines = [*self._bundles(), *self._chains()]
        outlines += self._alone()
        outlines += self._authorities()
        return Drawing(instant(self._now), tuple(outlines), tuple(self._keys()))

    # -- bundles ------------------------------------------------------------------------------------------------------

    def _bundles(self) -> Iterator[Outline]:
        analyses = {id(analysis.bundle): analysis for analysis in self._analyses() if analysis.bundle is not None}
        for bundle in self._tree.bundles:
            files = {part.file.source.path for part in bundle.parts() if part.file} | {bundle.source.path}
            if not self._targets.isdisjoint(files):
                yield self._bundle(bundle, analyses.get(id(bundle)))

    def _bundle(self, bundle: Bundle, analysis: ChainAnalysis | None) -> Outline:
        self._remarks.begin()
        trees, beside = [], []
        if analysis is not None:
            pool = (*analysis.found, *(bundle.roots.certificates if bundle.roots else ()))
            trees.append(self._path(analysis, pool, self._declared_keys(bundle.private_key, analysis.leaf)))
            beside = self._beside(analysis)
        authorities = bundle.client_ca.certificates if bundle.client_ca else ()
        for client in bundle.clients:
            sent = client.certificate.certificates if client.certificate else ()
            if sent:
                keys = self._declared_keys(client.private_key, sent[0])
                trees.append(self._climber.tree(sent[0], (*sent, *authorities), keys=keys, role="client"))
        if not bundle.clients:
            trees += [self._climber.tree(one, authorities) for one in _lowest(authorities)]
        for part in bundle.parts():
            self._drawn |= {_at(certificate) for certificate in part.certificates}
        outline = Outline(
            kind="bundle",
            name=bundle.declaration.name,
            spot=Spot(bundle.source.path, bundle.declaration.mark.line),
            verdict=_verdict(analysis) if analysis else _unjudged(bundle),
            remarks=self._of_bundle(bundle),
            trees=tuple(trees),
            beside=tuple(beside),
        )
        return self._counted(outline)

    def _of_bundle(self, bundle: Bundle) -> tuple[Remark, ...]:
        """What is said of the manifest, and of its files as far as the drawing does not say it."""
        first = bundle.declaration.mark.line
        marks = (other.declaration.mark.line for other in self._tree.bundles if other.source is bundle.source)
        following = min((line for line in marks if line > first), default=None)
        files = (part.file.source.path for part in bundle.parts() if part.file)
        return (*self._remarks.of_lines(bundle.source.path, first, following), *self._remarks.rest(files))

    def _declared_keys(self, part: Part | None, certificate: Certificate) -> tuple[KeyMark, ...]:
        """The keys of a part, and whether they belong to the certificate."""
        if part is None or part.file is None:
            return ()
        return tuple(self._climber.key(key, certificate) for key in part.file.keys)

    # -- files --------------------------------------------------------------------------------------------------------

    def _analyses(self) -> Iterator[ChainAnalysis]:
        for subject in self._tree.subjects:
            if isinstance(subject.value, ChainAnalysis) and not self._targets.isdisjoint(subject.files):
                yield subject.value

    def _chains(self) -> Iterator[Outline]:
        for analysis in self._analyses():
            if analysis.bundle is None and not self._targets.isdisjoint(
                one.place.source.path for one in (analysis.leaf, *analysis.found)
            ):
                self._remarks.begin()
                path = self._path(analysis, analysis.found, None)
                beside = self._beside(analysis)
                self._drawn |= {_at(one) for one in (analysis.leaf, *analysis.found)}
                outline = Outline(
                    kind=_KINDS.get(analysis.origin, analysis.origin.replace("-", " ")),
                    name="",
                    spot=spot(analysis.found[0] if analysis.found else analysis.leaf),
                    verdict=_verdict(analysis),
                    remarks=self._remarks.rest(one.place.source.path for one in analysis.found),
                    trees=(path,),
                    beside=tuple(beside),
                )
                yield self._counted(outline)

    def _path(self, analysis: ChainAnalysis, pool: Iterable[Certificate], keys: tuple[KeyMark, ...] | None) -> Node:
        """The tree of an analysed chain; with ``keys`` of None they are looked for in the tree."""
        below = analysis.gap.below if analysis.gap else analysis.leaf if analysis.missing else None
        gap = below.der if below is not None and not analysis.issued_by_root else b""
        return self._climber.tree(analysis.leaf, pool, keys=keys, gap=gap)

    def _beside(self, analysis: ChainAnalysis) -> list[Node]:
        """What stands in the files of a chain and has no place on the way up."""
        nodes = [self._climber.alone(one, "unrelated") for one in analysis.unrelated]
        nodes += [self._climber.alone(one, "the leaf again") for one in analysis.leaf_copies]
        repeated = ((again, spot(first)) for again, first in analysis.duplicates)
        nodes += [self._climber.alone(one, f"repeats {at.path}:{at.line}") for one, at in repeated]
        return nodes

    def _alone(self) -> Iterator[Outline]:
        """The leaves that no chain above shows."""
        for file in self._files():
            if file_role(file.certificates) == "trust-bundle":
                continue
            for leaf in file.certificates:
                if not may_sign(leaf) and _at(leaf) not in self._drawn:
                    self._drawn.add(_at(leaf))
                    node = self._climber.tree(leaf, file.certificates)
                    yield self._by_itself("certificate", node, spot(leaf))

    def _authorities(self) -> Iterator[Outline]:
        """The CAs that no chain above shows: those that hang together as one tree, a trust bundle in few words."""
        rest: dict[bytes, Certificate] = {}
        for file in self._files():
            if file_role(file.certificates) == "trust-bundle":
                if any(_at(one) not in self._drawn for one in file.certificates):
                    yield self._trust_bundle(file)
                continue
            for one in file.certificates:
                if _at(one) not in self._drawn:
                    rest.setdefault(one.der, one)
        everything = rest.values()
        for bottom in _lowest(tuple(rest.values())):
            yield self._by_itself("CA tree", self._climber.tree(bottom, everything), spot(bottom))

    def _trust_bundle(self, file: File) -> Outline:
        certificates = {one.der: one for one in file.certificates}
        first = sorted(certificates.values(), key=lambda one: str(one.x509.not_after))[:_OF_A_TRUST_BUNDLE]
        total = plural(len(certificates), "certificate")
        few = "; these expire first" if len(certificates) > len(first) else ""
        nodes = tuple(self._climber.alone(one) for one in first)
        outline = Outline("trust bundle", "", Spot(file.source.path, 1), f"{total}{few}", (), nodes)
        return self._counted(outline)

    def _by_itself(self, kind: str, node: Node, at: Spot) -> Outline:
        return self._counted(Outline(kind, "", at, _reach(node), (), (node,)))

    def _files(self) -> Iterator[File]:
        return (file for file in self._tree.store.files.values() if file.source.target)

    def _counted(self, outline: Outline) -> Outline:
        """With the count of what is said in it."""
        self._marked |= {key.spot for node in _nodes((*outline.trees, *outline.beside)) for key in node.keys}
        said = Counter(remark.severity for remark in _remarks(outline))
        return outline._replace(errors=said["error"], warnings=said["warning"], notes=said["note"])

    def _keys(self) -> Iterator[KeyMark]:
        """The keys of the targets that belong to no certificate, as far as can be seen."""
        for file in self._files():
            for key in file.keys:
                owned = key.spki_sha256 and self._tree.store.with_public_key(key.spki_sha256)
                if not owned and spot(key) not in self._marked:
                    yield self._climber.key(key, None)


def _verdict(analysis: ChainAnalysis) -> str:
    """What an analysis comes to, in a few words."""
    count = plural(len(analysis.found), "certificate")
    end = analysis.path[-1]
    if analysis.self_signed:
        return "self-signed"
    words = [count, "out of order" if analysis.out_of_order else "in order"] if len(analysis.found) > 1 else [count]
    if analysis.gap is not None or (analysis.missing and not analysis.issued_by_root):
        words.append("incomplete")
    elif analysis.bad_links:
        words.append("a signature is wrong")
    elif analysis.unknown_top is not None:
        words.append("ends at a CA that nobody here vouches for")
    elif analysis.roots_declared:
        words.append("complete up to a declared root")
    elif end.x509.self_issued:
        words.append("complete up to its root")
    else:
        words.append("complete, without its root")
    return ", ".join(words)


def _unjudged(bundle: Bundle) -> str:
    """Why there is no chain to draw."""
    for part, name in ((bundle.certificate, "certificate"), (bundle.chain, "chain")):
        if part is not None and part.hole:
            return f"not understood: the {name} {quoting.path(part.declared.path)}: {part.hole}"
    return "not understood: no certificate is declared"


def _reach(node: Node) -> str:
    """How far up a certificate by itself leads."""
    height, top = 1, node
    while top.issuers:
        top = top.issuers[0]
        height += 1
    if top.missing:
        return "its issuer is not here" if height == 2 else "a CA above it is not here"
    if height == 1:
        return "self-signed"
    return f"leads to '{top.name}'"


def _lowest(certificates: Sequence[Certificate]) -> Iterator[Certificate]:
    """Those that name no other as theirs: CAs that issued none of the others, by name; of a loop the first."""
    distinct = {one.der: one for one in certificates}
    issued = {_key(one.x509.issuer) for one in distinct.values() if not one.x509.self_issued}
    lowest = [one for one in distinct.values() if _key(one.x509.subject) not in issued]
    return iter(lowest or list(distinct.values())[:1])


def _key(name: x509.Name | x509.Problem) -> bytes | None:
    return name.key if isinstance(name, x509.Name) else None


def _at(certificate: Certificate) -> tuple[str, int]:
    return certificate.place.source.path, certificate.place.ordinal


def _nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    pending = list(nodes)
    for node in pending:
        yield node
        pending.extend(node.issuers)


def _remarks(outline: Outline) -> Iterator[Remark]:
    yield from outline.remarks
    for node in _nodes((*outline.trees, *outline.beside)):
        yield from node.remarks
        for key in node.keys:
            yield from key.remarks
