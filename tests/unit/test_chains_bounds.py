"""Chains that are made to cost time: the number of signatures that are verified stays in bounds, and so does the rest.

Measured by what is counted, not by a clock.
"""

from __future__ import annotations

from functools import cache

import pytest

from pemlint import x509
from pemlint.checks.chain.signature_not_checked import signature_not_checked
from pemlint.crypto import Verdict, verify
from pemlint.store import Links
from pemlint.x509 import AlgorithmIdentifier, PublicKeyInfo
from tests import builder
from tests.builder import der, odd_keys
from tests.unit import judging
from tests.unit.chaining import Counter, analyse, ders

KEY = "ed25519-ca"
MANY = 2000


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> Counter:
    return Counter(monkeypatch)


def spki(number: int) -> bytes:
    """One of any number of public keys, to which nobody has the private one."""
    return der.sequence(der.sequence(der.oid("1.3.101.112")), der.bit_string(number.to_bytes(32, "big")))


@cache
def of_one_name(*, keys: bool, identifiers: bool) -> tuple[builder.Certificate, ...]:
    """Many CAs of one name, all signed by the root of that name; with ``keys`` each has its own."""
    root = builder.root(subject="Same", key=KEY)
    return tuple(
        builder.certificate(
            subject="Same",
            issuer=root,
            key=KEY,
            public_key=spki(number) if keys else None,
            ca=True,
            serial=number,
            subject_key_identifier=number.to_bytes(20, "big") if identifiers else False,
            authority_key_identifier=identifiers,
        )
        for number in range(1, MANY + 1)
    )


def test_a_chain_in_order_is_judged_without_looking_for_ways(
    verified: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("pemlint.chains.analysis.Graph")
    root = builder.root()
    intermediate = builder.intermediate(issuer=root)
    analysis = analyse([builder.server(issuer=intermediate), intermediate, root], origin="served-chain")
    assert len(analysis.path) == verified.count == 3


def test_two_thousand_certificates_of_one_ca(verified: Counter) -> None:
    root = builder.root(subject="Same", key=KEY)
    leaf = builder.server(issuer=root)
    same = of_one_name(keys=False, identifiers=False)
    analysis = analyse((leaf, *same), (root,))
    assert len(analysis.path) == 2
    assert (analysis.unrelated, analysis.out_of_order) == ((), False)
    assert verified.count <= MANY + 10


def test_the_named_key_is_found_among_two_thousand_of_one_name(verified: Counter) -> None:
    root = builder.root(subject="Same", key=KEY)
    leaf = builder.server(issuer=root)
    analysis = analyse((leaf, *of_one_name(keys=True, identifiers=True), root), (root,))
    assert ders(analysis.path) == ders((leaf, root))
    assert len(analysis.unrelated) == MANY
    assert verified.count <= MANY + 10


def test_two_thousand_keys_of_one_name_and_no_word_which(verified: Counter) -> None:
    """Not all are tried; so a signature that does not fit is not called wrong, and that it was not checked is said."""
    root = builder.root(subject="Same", key=KEY, subject_key_identifier=False)
    leaf = builder.server(issuer=root)
    analysis = analyse((leaf, *of_one_name(keys=True, identifiers=False), root), (root,))
    assert analysis.bad_links == ()
    assert [link.child.der for link in analysis.unasked][:1] == [leaf.der]
    assert not analysis.flawless
    (found,) = judging.findings(signature_not_checked, analysis.unasked[0])
    assert "too many keys bear the name 'CN=Same'" in found.message
    assert verified.count <= MANY + 10 * 128


def test_a_hundred_keys_of_one_name_are_told_apart(verified: Counter) -> None:
    root = builder.root(subject="Same", key=KEY, subject_key_identifier=False)
    leaf = builder.server(issuer=root)
    analysis = analyse((leaf, *of_one_name(keys=True, identifiers=False)[:100], root), (root,))
    assert ders(analysis.path) == ders((leaf, root))
    assert analysis.unasked == ()
    assert verified.count <= 2 * 100 + 10


def test_what_was_asked_before_changes_no_answer(verified: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tries that a name may cost are dealt out evenly: who asks first gets no more of them."""
    monkeypatch.setattr("pemlint.effort._MAX_MISSES", 160)
    root = builder.root(subject="Same", key=KEY, subject_key_identifier=False)
    authorities = (*of_one_name(keys=True, identifiers=False)[:9], root)
    children = [builder.server(issuer=root, serial=number) for number in range(1, 11)]
    store = judging.store({"tree.pem": b"".join(each.pem for each in (*authorities, *children))})
    leaves = store.files["tree.pem"].certificates[len(authorities) :]

    def found(links: Links, step: int) -> set[bytes]:
        candidates = store.authorities.candidates
        return {leaf.der for leaf in leaves[::step] if links.authority(leaf, candidates(leaf)) is not None}

    # 160 tries for 20 certificates are eight for each, and the root is the tenth
    for step in (1, -1):
        assert found(Links(store.certificates), step) == set()
    assert verified.count == 2 * 8 * len(leaves)
    for step in (1, -1):
        assert len(found(Links(lambda: leaves), step)) == len(leaves)


@cache
def tower(height: int) -> tuple[builder.Certificate, ...]:
    """A leaf and its CAs, up to the root."""
    standing = [builder.root(subject="CA 0", key=KEY)]
    for number in range(1, height):
        standing.append(builder.certificate(subject=f"CA {number}", issuer=standing[-1], key=KEY, ca=True))
    standing.append(builder.server(issuer=standing[-1]))
    return tuple(reversed(standing))


@pytest.mark.parametrize("turned", [False, True])
def test_a_chain_of_a_thousand(verified: Counter, turned: bool) -> None:
    leaf, *authorities = tower(1000)
    analysis = analyse((leaf, *(reversed(authorities) if turned else authorities)))
    assert ders(analysis.path) == ders(tower(1000))
    assert analysis.out_of_order is turned
    assert len(analysis.moves) == (999 if turned else 0)
    assert verified.count <= 1010


@pytest.mark.parametrize("ends", [False, True])
def test_everybody_signed_everybody(verified: Counter, ends: bool) -> None:
    """There are more ways up than atoms; one of the shortest is taken."""
    size = 24
    roots = [builder.root(subject=f"CA {number}", key=KEY) for number in range(size)]
    crossed = [
        builder.certificate(subject=above.subject, issuer=below, key=KEY, ca=True, path_length=number % 3)
        for number, above in enumerate(roots)
        for below in roots
        if above is not below
    ]
    analysis = analyse((builder.server(issuer=roots[0]), *crossed), (roots[-1],) if ends else None)
    assert analysis.bad_links == ()
    assert verified.count <= len(crossed) + 10
    if ends:
        assert len(analysis.path) == 3
        assert not any(analysis.faults)


@pytest.mark.parametrize(("bits", "exponent"), [(16_392, 65_537), (3_072, (1 << 256) + 1)])
def test_a_key_that_makes_everybody_wait_is_not_asked(bits: int, exponent: int) -> None:
    key = x509.public_key_info(odd_keys.spki(odd_keys.number("large", bits) | 1, exponent))
    algorithm = x509.certificate(builder.server().der).signature_algorithm
    assert isinstance(key, PublicKeyInfo)
    assert isinstance(algorithm, AlgorithmIdentifier)
    assert verify(b"signed", bytes(bits // 8), algorithm, key) == Verdict.UNSUPPORTED
