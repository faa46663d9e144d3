"""The signatures of a run are verified as far as it can afford: the first files come first, and the rest is told.

Counted, and not timed; the limits of a test are far lower than those of the product.
"""

from __future__ import annotations

import os
import re
from functools import cache, partial
from typing import TYPE_CHECKING

import pytest

from pemlint import effort, x509
from pemlint.material import reading
from pemlint.store import Links
from pemlint.subjects.facts import signed
from tests import builder
from tests.builder import der, odd_keys
from tests.unit import judging
from tests.unit.chaining import Counter

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

RULE = "chain-signature-not-checked"
#: one verification with such a key is eight units
SLOW = "p384"
#: signatures over P-384 that are affordable below
AFFORDABLE = 5


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> Counter:
    monkeypatch.setattr(effort, "_MOST_WORK", AFFORDABLE * 8)
    monkeypatch.setattr(effort, "_WORK_PER_KIB", 0)
    return Counter(monkeypatch)


@cache
def roots(count: int) -> tuple[builder.Certificate, ...]:
    """Roots that their keys have not signed."""
    names = [f"Root {number}" for number in range(count)]
    return tuple(builder.root(subject=name, key=SLOW, broken_signature=True) for name in names)


def key(number: int) -> bytes:
    """One of any number of private keys on P-384."""
    curve = der.explicit(0, der.oid("1.3.132.0.34"))
    return builder.block("EC PRIVATE KEY", der.sequence(der.integer(1), der.octet_string(bytes([number]) * 48), curve))


@pytest.mark.parametrize(
    ("public", "units"),
    [
        (odd_keys.spki(1 << 2047 | 1, 65_537), 1),
        (odd_keys.spki(1 << 4095 | 1, 65_537), 1),
        (odd_keys.spki(1 << 16_383 | 1, (1 << 64) - 1), 70),
        # no key that verifies anything
        (odd_keys.spki(1 << 16_391 | 1, 65_537), 0),
        (der.sequence(der.sequence(der.oid("1.3.101.112")), der.bit_string(bytes(32))), 2),
        (der.sequence(der.sequence(der.oid("1.3.101.110")), der.bit_string(bytes(32))), 0),
    ],
)
def test_what_a_verification_costs(public: bytes, units: int) -> None:
    info = x509.public_key_info(public)
    assert isinstance(info, x509.PublicKeyInfo)
    assert effort.work(info.identity) == units


@pytest.mark.parametrize("step", [1, -1])
def test_the_order_of_the_questions_changes_nothing(verified: Counter, step: int) -> None:
    store = judging.store({f"{number}.crt": root.pem for number, root in enumerate(roots(8))})
    certificates = list(store.certificates())
    links = Links(partial(signed, store))
    for certificate in certificates[::step]:
        links.self_signed(certificate)
    assert verified.count == AFFORDABLE
    assert set(links.refused) == {certificate.der for certificate in certificates[AFFORDABLE:]}


def test_quick_keys_are_always_asked(verified: Counter) -> None:
    store = judging.store({"a.crt": b"".join(builder.root(subject=f"Root {n}", key="p256").pem for n in range(50))})
    links = Links(partial(signed, store))
    assert all(map(links.self_signed, store.certificates()))
    assert verified.count == 50


def test_a_file_says_once_that_signatures_were_not_checked(workspace: Workspace, verified: Counter) -> None:
    workspace.write("a.crt", b"".join(root.pem for root in roots(6)))
    workspace.write("b.crt", b"".join(root.pem for root in roots(9)[6:]))
    outcome = workspace.check("--select", f"{RULE},cert-self-signature-invalid", ".")
    told = [(each["path"], each["message"]) for each in outcome.report["findings"] if each["rule"] == RULE]
    assert [path for path, _ in told] == ["a.crt", "b.crt"]
    assert "'CN=Root 5' was signed by its issuer was not checked: the files hold more signatures" in told[0][1]
    assert "'CN=Root 6' was signed by its issuer was not checked, nor were 2 other signatures" in told[1][1]
    assert sum(each.rule == "cert-self-signature-invalid" for each in outcome.found) == AFFORDABLE
    assert verified.count == AFFORDABLE


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.usefixtures("verified")
def test_the_number_of_processes_changes_nothing(workspace: Workspace) -> None:
    authority = builder.root(key=SLOW)
    for number, root in enumerate(roots(3)):
        workspace.write(f"{number}/a.crt", root.pem)
        requests = builder.request(key=SLOW, subject=f"host{number}.example")
        workspace.write(f"{number}/b.csr", builder.block("CERTIFICATE REQUEST", requests))
        lists = builder.revocation_list(issuer=authority, number=number, revoked=(999,))
        workspace.write(f"{number}/c.crl", builder.block("X509 CRL", lists))
        workspace.write(f"{number}/d.crt", authority.pem)
    one, two = (workspace.check("--jobs", jobs, ".").out for jobs in ("1", "2"))
    assert len(re.findall(f'"rule": "{RULE}"', one)) == 5
    assert one == two


def test_requests_and_revocation_lists_count_too(workspace: Workspace, verified: Counter) -> None:
    authority = builder.root(key=SLOW)
    lists = [builder.revocation_list(issuer=authority, number=number, revoked=(999,)) for number in range(9)]
    requests = [builder.request(key=SLOW, subject=f"host{number}.example") for number in range(9)]
    workspace.write("a.crt", authority.pem)
    workspace.write("b.crl", b"".join(builder.block("X509 CRL", each) for each in lists))
    workspace.write("c.csr", b"".join(builder.block("CERTIFICATE REQUEST", each) for each in requests))
    outcome = workspace.check("--select", f"{RULE},crl-signature-invalid,csr-signature-invalid", ".")
    assert [(each.rule, each.path) for each in outcome.found] == [(RULE, "b.crl"), (RULE, "c.csr")]
    assert verified.count == AFFORDABLE


def test_a_chain_says_which_link_was_not_checked(workspace: Workspace, verified: Counter) -> None:
    workspace.write("a.crt", b"".join(root.pem for root in roots(AFFORDABLE)))
    root = builder.root(key=SLOW)
    workspace.write("b.crt", builder.server(issuer=root).pem + root.pem)
    outcome = workspace.check("--select", f"{RULE},chain-signature-invalid", "b.crt", "a.crt")
    assert {each.path for each in outcome.found} == {"b.crt"}
    assert "'CN=server.example.com' was signed by its issuer was not checked" in outcome.out
    assert verified.count <= AFFORDABLE


def test_many_names_of_many_keys(verified: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """What may be tried in vain is bounded for all names together, and dealt out in whole names."""
    monkeypatch.setattr(effort, "_MISSES_IN_ALL", 40)
    made = [
        builder.root(subject=f"Name {name}", public_key=odd_keys.spki((1 << 2047) + 2 * one + 1, 65_537))
        for name in range(8)
        for one in range(4)
    ]
    store = judging.store({"a.crt": b"".join(each.pem for each in made)})
    links = Links(partial(signed, store))
    for certificate in store.certificates():
        links.authority(certificate, store.authorities.candidates(certificate))
    # two names of four times four, half of what a third one asks for, and one key for each of the others
    assert verified.count == 2 * 16 + 8 + 5 * 4


def test_keys_that_share_an_identifier_are_not_all_tried(verified: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "_MISSES_IN_ALL", 0)
    made = [
        builder.root(
            subject="Same",
            public_key=odd_keys.spki((1 << 2047) + 2 * number + 1, 65_537),
            subject_key_identifier=b"same",
            authority_key_identifier=b"same",
        )
        for number in range(20)
    ]
    store = judging.store({"a.crt": b"".join(each.pem for each in made)})
    links = Links(partial(signed, store))
    for certificate in store.certificates():
        assert links.authority(certificate, store.authorities.candidates(certificate)) is None
        assert not links.tries_all(certificate, store.authorities.candidates(certificate))
    assert verified.count == 2 * len(made)


def test_private_keys_behind_very_many_are_not_read(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_SLOW_KEYS", 3)
    workspace.write("a.key", b"".join(map(key, (1, 2, 3, 4, 5))))
    outcome = workspace.check("--select", "key-unreadable", "a.key")
    messages = [each["message"] for each in outcome.report["findings"]]
    assert len(messages) == 2
    assert all("was not read: the file holds more private keys than there is time to read" in each for each in messages)
