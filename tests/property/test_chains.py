"""What is done to a chain is what the verdict says, no more and no less.

The oracle is the list of what was done, or a definition in a line over what is known by construction (``pki``): it
knows nothing of signatures, graphs or costs.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import combinations
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint import chains
from pemlint.chains.verdicts import NameNotPermitted, PathTooLong, WeakSignature
from pemlint.store import Links
from tests import builder
from tests.builder import names
from tests.property import pki
from tests.unit import judging

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pemlint.chains import ChainAnalysis
    from pemlint.chains.verdicts import Move
    from pemlint.material import Certificate
    from tests.property.pki import Chain, Mesh, Node

CHAINS = st.builds(pki.chain, st.integers(1, 5), st.integers(0, 7))
MESHES = st.builds(pki.mesh, st.integers(0, 7))

often = settings(derandomize=True, deadline=None, max_examples=100)


def analyse(
    standing: Sequence[Node], roots: Sequence[Node] = (), tree: Sequence[Node] = (), start: Node | None = None
) -> ChainAnalysis:
    """The verdict on one file; ``tree`` is what other files hold."""
    files = judging.store(
        {
            "chain.pem": b"".join(node.pem for node in standing),
            "roots.pem": b"".join(node.pem for node in roots),
            "tree.pem": b"".join(node.pem for node in tree),
        }
    )
    found = files.files["chain.pem"].certificates
    leaf = next(node for node in standing if not node.authority) if start is None else start
    judged = partial(
        chains.analyse,
        "bundle",
        next(certificate for certificate in found if certificate.der == leaf.der),
        found,
        (),
        links=Links(),
        elsewhere=chains.Elsewhere(files.authorities.candidates, lambda _: (), files.nearest),
        now=builder.NOW,
    )
    same_on_both_ways(judged)
    return judged(roots=files.files["roots.pem"].certificates if roots else None)


def same_on_both_ways(judged: Callable[..., ChainAnalysis]) -> None:
    """What the short way says of a chain with which all is well, the long way says too."""
    told = judged(roots=None)
    with patch("pemlint.chains.analysis.straight", return_value=None):
        assert judged(roots=None) == told


def ders(certificates: Sequence[Certificate] | Sequence[Node]) -> list[bytes]:
    return [certificate.der for certificate in certificates]


def complaints(analysis: ChainAnalysis) -> set[str]:
    """Everything that is said at all."""
    faults = analysis.faults._asdict()
    said = {
        "order": analysis.out_of_order,
        "missing": analysis.missing and not analysis.issued_by_root,
        "gap": analysis.gap,
        "bad link": analysis.bad_links,
        "duplicate": analysis.duplicates,
        "unrelated": analysis.unrelated,
        "unknown top": analysis.unknown_top,
        **faults,
    }
    return {name for name, value in said.items() if value}


def moved(standing: Sequence[bytes], moves: Sequence[Move]) -> list[bytes]:
    """The order after the moves, taken one after the other."""
    order = list(standing)
    for move in moves:
        order.remove(move.certificate.der)
        order.insert(order.index(move.after.der) + 1 if move.after else 0, move.certificate.der)
    return order


def fewest_moves(order: Sequence[int]) -> int:
    """How many must move so that numbers rise: all but the most that rise already."""
    return next(
        len(order) - size
        for size in range(len(order), 0, -1)
        if any(list(kept) == sorted(kept) for kept in combinations(order, size))
    )


@given(CHAINS, st.data())
@often
def test_permuted(chain: Chain, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(chain.nodes))))
    standing = [chain.nodes[at] for at in order]
    analysis = analyse(standing, [chain.root])
    assert complaints(analysis) == (set() if order == sorted(order) else {"order"})
    assert ders(analysis.expected) == ders(chain.nodes)
    assert ders(analysis.path) == ders(chain.nodes)
    assert moved(ders(standing), analysis.moves) == ders(chain.nodes)
    assert len(analysis.moves) == fewest_moves(order)


@given(CHAINS, st.data())
@often
def test_dropped(chain: Chain, data: st.DataObject) -> None:
    """The lowest that was dropped is missing, and is where another file holds it."""
    kept = data.draw(st.lists(st.booleans(), min_size=len(chain.nodes) - 2, max_size=len(chain.nodes) - 2))
    middle = chain.nodes[1:-1]
    standing = [chain.nodes[0], *(node for node, keep in zip(middle, kept, strict=True) if keep)]
    dropped = [node for node, keep in zip(middle, kept, strict=True) if not keep]
    analysis = analyse(standing, [chain.root], tree=middle)
    if not dropped:
        assert complaints(analysis) == set()
    elif len(standing) == 1:
        assert complaints(analysis) == {"missing"}
        assert analysis.issuer is not None
        assert analysis.issuer.der == dropped[0].der
    else:
        assert complaints(analysis) == {"gap"}
        assert analysis.gap is not None
        assert analysis.gap.below.der == chain.nodes[chain.nodes.index(dropped[0]) - 1].der
        assert analysis.gap.elsewhere is not None
        assert analysis.gap.elsewhere.der == dropped[0].der


@given(CHAINS, st.data())
@often
def test_repeated(chain: Chain, data: st.DataObject) -> None:
    """Each repetition is named, at its own place, and the order is that of the first occurrences."""
    nodes = chain.nodes
    standing = list(nodes)
    for _ in range(data.draw(st.integers(1, 4))):
        standing.insert(data.draw(st.integers(0, len(standing))), data.draw(st.sampled_from(nodes)))
    again = [at for at, node in enumerate(standing, 1) if node in standing[: at - 1]]
    first = list(dict.fromkeys(standing))
    analysis = analyse(standing, [chain.root])
    assert complaints(analysis) == {"duplicate"} | ({"order"} if first != list(nodes) else set())
    assert [each.again.place.ordinal for each in analysis.duplicates] == again
    assert ders(analysis.expected) == ders(nodes)


@given(CHAINS, st.data())
@often
def test_inserted(chain: Chain, data: st.DataObject) -> None:
    """What belongs to nobody here is unrelated, wherever it stands."""
    standing = list(chain.nodes)
    inserted = data.draw(
        st.lists(st.sampled_from(chain.strangers + chain.rekeyed), min_size=1, max_size=4, unique=True)
    )
    for node in inserted:
        standing.insert(data.draw(st.integers(1, len(standing))), node)
    analysis = analyse(standing, [chain.root])
    assert complaints(analysis) == {"unrelated"}
    assert set(ders(analysis.unrelated)) == set(ders(inserted))
    assert analysis.not_needed == set(ders(inserted))


@given(CHAINS.filter(lambda chain: bool(chain.rekeyed)), st.data())
@often
def test_exchanged_for_another_key_of_that_name(chain: Chain, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(chain.rekeyed)))
    standing = list(chain.nodes)
    standing[at] = chain.rekeyed[at - 1]
    standing[1:] = data.draw(st.permutations(standing[1:]))
    wanted = [*chain.nodes[:at], chain.rekeyed[at - 1], *chain.nodes[at + 1 :]]
    analysis = analyse(standing, [chain.root], tree=chain.nodes)
    assert complaints(analysis) == {"bad link"} | ({"order"} if standing != wanted else set())
    (link,) = analysis.bad_links
    assert (link.child.der, link.candidate.der) == (chain.nodes[at - 1].der, chain.rekeyed[at - 1].der)
    assert not link.damaged
    assert link.elsewhere is not None
    assert link.elsewhere.der == chain.nodes[at].der


def _dropped(standing: list[Node], chain: Chain, data: st.DataObject) -> set[str]:
    at = data.draw(st.integers(1, len(chain.nodes) - 2))
    standing.remove(chain.nodes[at])
    return {"gap"} if len(standing) > 1 else {"missing"}


def _repeated(standing: list[Node], _: Chain, data: st.DataObject) -> set[str]:
    standing.append(data.draw(st.sampled_from(standing)))
    return {"duplicate"}


def _inserted(standing: list[Node], chain: Chain, data: st.DataObject) -> set[str]:
    standing.append(data.draw(st.sampled_from(chain.strangers)))
    return {"unrelated"}


STEPS: tuple[Callable[[list[Node], Chain, st.DataObject], set[str]], ...] = (_dropped, _repeated, _inserted)


@given(CHAINS.filter(lambda chain: len(chain.nodes) > 3), st.sets(st.sampled_from(STEPS), min_size=2), st.data())
@often
def test_several_things_at_once(
    chain: Chain, steps: set[Callable[[list[Node], Chain, st.DataObject], set[str]]], data: st.DataObject
) -> None:
    standing = list(chain.nodes[:-1])
    done: set[str] = set()
    for step in STEPS:
        if step in steps:
            done |= step(standing, chain, data)
    standing[1:] = data.draw(st.permutations(standing[1:]))
    analysis = analyse(standing, [chain.root], tree=chain.nodes, start=chain.nodes[0])
    if "gap" not in done:
        first = [node for node in dict.fromkeys(standing) if node in chain.nodes]
        done |= set() if pki.in_order(first) else {"order"}
        assert complaints(analysis) == done
    else:
        # above a gap nothing can be ordered: what stands there is neither unrelated nor in a wrong place
        assert complaints(analysis) - {"order"} == done


@given(MESHES, st.data())
@often
def test_the_best_of_several_ways(mesh: Mesh, data: st.DataObject) -> None:
    """With CAs that are signed by several others, in any order: the way that is valid, then the shortest."""
    standing = [mesh.leaf, *data.draw(st.lists(st.sampled_from(mesh.authorities), min_size=1, unique=True))]
    roots = data.draw(st.lists(st.sampled_from(mesh.roots), min_size=1, unique=True))
    ways = list(pki.paths(mesh.leaf, [*standing, *roots], roots))
    analysis = analyse(standing, roots)
    if not ways:
        assert complaints(analysis) & {"gap", "unknown top"}
        assert not analysis.not_needed
        return
    way = [next(node for node in (*standing, *roots) if node.der == der) for der in ders(analysis.path)]
    assert pki.unbroken(way)
    assert way[-1] in roots
    cost = [(sum(not node.valid for node in one), len(one)) for one in ways]
    assert (sum(not node.valid for node in way), len(way)) == min(cost)
    assert complaints(analysis) <= {"order", "unrelated"}
    assert analysis.not_needed == set(ders([*standing, *roots])) - set(ders(way))


@given(MESHES, st.data())
@often
def test_any_order_of_a_mesh(mesh: Mesh, data: st.DataObject) -> None:
    """Out of order is what certifies nothing before it; after the moves nothing is."""
    nodes = [mesh.leaf, *mesh.authorities, *mesh.roots]
    standing = data.draw(st.permutations(nodes))
    analysis = analyse(standing, mesh.roots)
    assert analysis.out_of_order == (not pki.in_order(standing))
    after = moved(ders(standing), analysis.moves)
    assert pki.in_order([next(node for node in nodes if node.der == der) for der in after])
    assert after == ders(analysis.expected)
    assert set(analysis.unrelated) == set()


def _not_a_ca(at: int) -> builder.Options:
    return {"ca": False} if at else {}


def _may_not_sign(_: int) -> builder.Options:
    return {"key_usage": ("cRLSign",)}


def _too_long(at: int) -> builder.Options:
    return {"path_length": at - 1} if at else {}


def _name(_: int) -> builder.Options:
    return {"extensions": (names.name_constraints(excluded=("example.com",)),)}


def _usage(_: int) -> builder.Options:
    return {"extended_key_usage": ("codeSigning",)}


def _identifier(_: int) -> builder.Options:
    return {"subject_key_identifier": b"told otherwise"}


def _weak(_: int) -> builder.Options:
    return {"digest": "sha1"}


FAULTS: dict[str, Callable[[int], builder.Options]] = {
    "not_ca": _not_a_ca,
    "may_not_sign": _may_not_sign,
    "too_long": _too_long,
    "names": _name,
    "usages": _usage,
    "identifiers": _identifier,
    "weak": _weak,
}


@cache
def broken(depth: int, at: int, fault: str) -> tuple[builder.Certificate, ...]:
    """A chain whose CA at a height (0 is the lowest, the root left out) has one fault, from the leaf to the root."""
    keys = ("p256-root", "intermediate", "p256-intermediate", "intermediate2", "p384")
    below = [builder.root(key=keys[0])]
    for height in range(depth - 1, -1, -1):
        # the certificates below are issued as if nothing were wrong
        right = below[-1]._replace(identifier=builder.keys.key_identifier(below[-1].key))
        odd: builder.Options = {"subject": f"CA {height}", "key": keys[depth - height], "issuer": right}
        odd["path_length"] = None
        below.append(builder.intermediate(**(odd | FAULTS[fault](at) if height == at else odd)))
    last = below[-1]
    below.append(builder.server(issuer=last._replace(identifier=builder.keys.key_identifier(last.key))))
    return tuple(reversed(below))


@given(st.integers(1, 4), st.data(), st.sampled_from(sorted(FAULTS)))
@often
def test_one_fault_on_the_path(depth: int, data: st.DataObject, fault: str) -> None:
    """It is named, with the certificates that it is between, and nothing else is."""
    at = data.draw(st.integers(0, depth - 1))
    if not FAULTS[fault](at):
        return
    chain = broken(depth, at, fault)
    nodes = [pki.Node(one, ("", ""), ("", ""), authority=one is not chain[0]) for one in chain]
    analysis = analyse(nodes[:-1], nodes[-1:])
    assert complaints(analysis) == {fault}
    below, faulty = chain[at], chain[at + 1]
    (said,) = getattr(analysis.faults, fault)
    match said:
        case PathTooLong():
            assert (said.issuer.der, said.limit, len(said.between)) == (faulty.der, at - 1, at)
        case NameNotPermitted():
            assert (said.certificate.der, said.issuer.der) == (chain[0].der, faulty.der)
            assert [refusal.name for refusal in said.refusals] == ["DNS:server.example.com"]
        case WeakSignature():
            assert (said.certificate.der, said.hash_name) == (faulty.der, "SHA-1")
        case _:
            # the two ends of a link come first
            assert (said[0].der, said[1].der) == (below.der, faulty.der)
