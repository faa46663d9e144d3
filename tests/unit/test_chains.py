"""Chains: which way up is taken, what is needed, and what is said of the top."""

from __future__ import annotations

from datetime import UTC, datetime

from tests import builder
from tests.builder import der, names
from tests.unit.chaining import analyse, ders

PAST = datetime(2024, 1, 1, tzinfo=UTC)
FUTURE = datetime(2030, 1, 1, tzinfo=UTC)


def test_an_expired_cross_certificate_is_not_needed_below_a_declared_root() -> None:
    old = builder.cross_signed(builder.root(), not_after=PAST)
    middle = builder.intermediate()
    analysis = analyse((builder.server(), middle, old), (builder.root(),))
    assert ders(analysis.path) == ders((builder.server(), middle, builder.root()))
    assert analysis.not_needed == {old.der}


def test_the_same_certificate_is_needed_where_only_its_issuer_is_trusted() -> None:
    other = builder.root(subject=(("O", "Example"), ("CN", "Other Root CA")), key="spare")
    old = builder.cross_signed(builder.root(), not_after=PAST)
    analysis = analyse((builder.server(), builder.intermediate(), old), (other,))
    assert old.der in ders(analysis.path)
    assert analysis.not_needed == frozenset()


def test_the_way_depends_on_the_moment() -> None:
    first, second = builder.root(), builder.root(subject="Other Root", key="spare")
    early = builder.intermediate(issuer=first, path_length=None, not_after=FUTURE)
    late = builder.intermediate(issuer=second, path_length=None, not_before=FUTURE)
    leaf = builder.server()
    for now, middle in ((builder.NOW, early), (datetime(2031, 1, 1, tzinfo=UTC), late)):
        analysis = analyse((leaf, early, late), (first, second), now=now)
        assert analysis.path[1].der == middle.der
        assert analysis.not_needed.isdisjoint(ders(analysis.path))


def test_without_a_moment_dates_do_not_count() -> None:
    old = builder.intermediate(not_after=PAST)
    analysis = analyse((builder.server(), old, builder.intermediate()), (builder.root(),), now=None)
    assert analysis.path[1].der == old.der


def test_a_public_root_makes_what_is_above_it_unnecessary() -> None:
    """A root that has a certificate of an older, expired one: what many servers sent for years."""
    root, middle = builder.root(), builder.intermediate()
    old = builder.cross_signed(root, not_after=PAST)
    for public, tree in (((root,), ()), ((), (root,))):
        analysis = analyse((builder.server(), middle, old), public=public, tree=tree)
        assert ders(analysis.path) == ders((builder.server(), middle))
        assert analysis.not_needed == {old.der}
        assert (analysis.gap, analysis.unknown_top, analysis.unrelated) == (None, None, ())


def test_an_expired_link_that_nothing_replaces_is_needed() -> None:
    middle = builder.intermediate(not_after=PAST)
    analysis = analyse((builder.server(), middle), public=(builder.root(),))
    assert analysis.not_needed == frozenset()
    assert analysis.path[-1].der == middle.der


def test_other_leaves_may_need_the_rest_of_a_file_of_cas() -> None:
    stranger = builder.client_ca(not_after=PAST)
    standing = (builder.server(), builder.intermediate(), builder.root(), stranger)
    assert analyse(standing, origin="ca-chain").not_needed == frozenset()
    assert analyse(standing, origin="served-chain").not_needed == {stranger.der}


def test_nothing_is_unnecessary_where_no_way_leads_to_a_declared_root() -> None:
    analysis = analyse((builder.server(), builder.intermediate(), builder.root()), (builder.client_ca(),))
    assert analysis.unknown_top is not None
    assert analysis.not_needed == frozenset()


def test_a_candidate_that_did_not_sign_is_no_fault_beside_one_that_did() -> None:
    wrong = builder.intermediate(key="intermediate2")
    analysis = analyse((builder.server(), wrong, builder.intermediate()), (builder.root(),))
    assert analysis.bad_links == ()
    assert ders(analysis.unrelated) == [wrong.der]


def test_a_broken_way_up_is_no_fault_beside_a_sound_one() -> None:
    """The CA has a second certificate whose issuer bears the name of the root and has another key."""
    namesake = builder.root(key="spare")
    second = builder.intermediate(issuer=namesake, path_length=None)
    analysis = analyse((builder.server(), second, builder.intermediate()), (builder.root(),))
    assert analysis.bad_links == ()
    assert analysis.path[1].der == builder.intermediate().der
    assert analysis.not_needed == {second.der}


def test_faults_above_a_broken_link_are_not_told() -> None:
    """One cause, one finding: what the wrong CA may sign says nothing of the right one."""
    wrong = builder.intermediate(key="intermediate2", key_usage=("cRLSign",), extended_key_usage=("codeSigning",))
    analysis = analyse((builder.server(), wrong), (builder.root(),))
    assert len(analysis.bad_links) == 1
    assert not any(analysis.faults)


def test_a_way_that_breaks_a_rule_yields_to_one_that_breaks_none() -> None:
    leaf = builder.server()
    narrow = builder.intermediate(extensions=(names.name_constraints(("example.org",)),))
    wide = builder.intermediate(path_length=1)
    analysis = analyse((leaf, narrow, wide), (builder.root(),))
    assert analysis.path[1].der == wide.der
    assert not any(analysis.faults)


def test_a_path_length_is_judged_on_the_whole_way() -> None:
    """Each certificate is sound by itself; only one of the two ways is."""
    root = builder.root(path_length=1)
    upper = builder.intermediate(subject="Upper", key="intermediate2", path_length=None)
    lower = builder.intermediate(issuer=upper, path_length=None)
    detour = builder.intermediate(subject="Upper", key="intermediate2", path_length=None, issuer=lower)
    direct = builder.intermediate(path_length=None, issuer=root)
    analysis = analyse((builder.server(), lower, upper, detour, direct), (root,))
    assert ders(analysis.path) == ders((builder.server(), direct, root))
    analysis = analyse((builder.server(), lower, upper), (root,))
    assert [fault.limit for fault in analysis.faults.too_long] == [1]


def test_two_cas_that_signed_each_other_lead_nowhere() -> None:
    first = builder.intermediate(
        subject="First", key="intermediate", issuer=builder.root(subject="Second", key="spare")
    )
    second = builder.intermediate(subject="Second", key="spare", issuer=first)
    analysis = analyse((builder.server(issuer=first), first, second))
    assert ders(analysis.path) == ders((builder.server(issuer=first), first, second))
    assert analysis.gap is None
    assert analysis.unknown_top is not None
    assert not analysis.out_of_order


def test_a_new_key_signed_by_the_old_one() -> None:
    """RFC 4210 4.4: old with old, new with old; both bear one name."""
    old = builder.root()
    bridge = builder.root(key="spare", issuer=old)
    leaf = builder.server(issuer=builder.root(key="spare"))
    analysis = analyse((leaf, bridge), (old,))
    assert ders(analysis.path) == ders((leaf, bridge, old))
    assert not any(analysis.faults)
    assert (analysis.gap, analysis.bad_links, analysis.unrelated) == (None, (), ())


def test_a_self_signed_leaf_has_no_way_up() -> None:
    leaf = builder.self_signed(digest="sha1", key_usage=("cRLSign",))
    analysis = analyse((leaf,), (leaf,))
    assert ders(analysis.path) == [leaf.der]
    assert not any(analysis.faults)


def test_signatures_that_nobody_can_verify_are_believed() -> None:
    """An algorithm from the future is not the fault of the certificate."""
    unknown = der.sequence(der.oid("2.16.840.1.101.3.4.3.20"))
    middle = builder.intermediate(public_key=der.sequence(unknown, der.bit_string(bytes(32))))
    leaf = builder.server(issuer=middle, outer_algorithm=unknown)
    analysis = analyse((leaf, middle), (builder.root(),))
    assert analysis.bad_links == ()
    assert ders(analysis.path) == ders((leaf, middle, builder.root()))


def test_the_signature_of_a_declared_root_does_not_count() -> None:
    weak = builder.intermediate(digest="sha1")
    leaf = builder.server(issuer=weak)
    assert [each.hash_name for each in analyse((leaf, weak), (builder.root(),)).faults.weak] == ["SHA-1"]
    assert analyse((leaf,), (weak,)).faults.weak == ()
