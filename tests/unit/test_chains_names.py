"""Name constraints: which name lies where (RFC 5280 4.2.1.10), and what nobody can tell."""

from __future__ import annotations

import pytest

from pemlint.chains.name_constraints import NameJudge
from tests import builder
from tests.builder import der, names
from tests.unit import judging

Text = str | bytes


def directory(*pairs: tuple[str, str]) -> bytes:
    return der.explicit(4, names.name(pairs))


def refused(
    alternative: Text | None,
    *,
    permitted: tuple[Text, ...] = (),
    excluded: tuple[Text, ...] = (),
    subject: names.Name = "",
    last: bool = True,
    issuer: builder.Certificate | None = None,
) -> list[str]:
    """The reasons why a CA with these constraints may not sign for a certificate with this name."""
    above = builder.intermediate(extensions=(names.name_constraints(permitted, excluded),))
    below = builder.server(
        subject=subject or (), issuer=issuer, alternative_names=None if alternative is None else (alternative,)
    )
    found = NameJudge().refusals(judging.certificate(below.der), judging.certificate(above.der), last=last)
    return [refusal.reason for refusal in found if not refusal.leading_dot]


#: a name, a constraint, and whether the one lies in the other
WITHIN = [
    ("www.example.com", "example.com", True),
    ("WWW.Example.COM", "example.com", True),
    ("example.com", "example.com", True),
    ("notexample.com", "example.com", False),
    ("example.com.org", "example.com", False),
    ("example.com", "www.example.com", False),
    ("under_score.example.com", "example.com", True),
    ("www.example.com", ".example.com", True),
    ("example.com", ".example.com", False),
    ("www.example.com", der.implicit(2, b""), True),
    ("*.example.com", "example.com", True),
    ("*.www.example.com", "example.com", True),
    ("*.example.com", "example.org", False),
    ("10.1.2.3", "10.0.0.0/8", True),
    ("11.1.2.3", "10.0.0.0/8", False),
    ("10.1.2.3", "0.0.0.0/0", True),
    ("2001:db8::1", der.implicit(7, bytes.fromhex("20010db8") + bytes(12) + b"\xff" * 4 + bytes(12)), True),
    ("2001:db9::1", der.implicit(7, bytes.fromhex("20010db8") + bytes(12) + b"\xff" * 4 + bytes(12)), False),
    ("email:user@example.com", "email:user@example.com", True),
    ("email:User@example.com", "email:user@example.com", False),
    ("email:user@EXAMPLE.com", "email:user@example.com", True),
    ("email:user@example.com", "email:example.com", True),
    ("email:user@mail.example.com", "email:example.com", False),
    ("email:user@mail.example.com", "email:.example.com", True),
    ("email:user@example.com", "email:.example.com", False),
    ("email:*@example.com", "email:*@example.com", True),
    ("email:user@example.com", "email:*@example.com", False),
    ("URI:https://www.example.com/a?b#c", "URI:www.example.com", True),
    ("URI:https://user@www.example.com:8080/", "URI:www.example.com", True),
    ("URI:https://www.example.com", "URI:example.com", False),
    ("URI:https://www.example.com", "URI:.example.com", True),
    ("URI:https://example.com", "URI:.example.com", False),
    (directory(("O", "Example"), ("CN", "a")), directory(("O", "Example")), True),
    (directory(("O", "EXAMPLE "), ("CN", "a")), directory(("O", "example")), True),
    (directory(("CN", "a"), ("O", "Example")), directory(("O", "Example")), False),
    (directory(("O", "Example")), directory(("O", "Example"), ("CN", "a")), False),
]


@pytest.mark.parametrize(("name", "constraint", "within"), WITHIN)
def test_which_lies_within_which(name: Text, constraint: Text, within: bool) -> None:
    permitted, excluded = refused(name, permitted=(constraint,)), refused(name, excluded=(constraint,))
    assert bool(permitted) is not within
    assert bool(excluded) is within
    assert all("outside" in reason for reason in permitted)
    assert all("is excluded by" in reason for reason in excluded)


@pytest.mark.parametrize(
    ("wildcard", "constraint", "excluded"),
    [
        ("*.example.com", "secret.example.com", True),
        ("*.example.com", "a.secret.example.com", False),
        ("*.a.example.com", "b.example.com", False),
        ("*.example.com", "com", True),
        ("*.example.com", "example.org", False),
    ],
)
def test_a_wildcard_that_could_stand_for_an_excluded_name(wildcard: str, constraint: str, excluded: bool) -> None:
    assert bool(refused(wildcard, excluded=(constraint,))) is excluded


@pytest.mark.parametrize(
    "name", [".example.com", "www..example.com", "a b.example.com", "*", "f*.example.com", "a" * 64]
)
def test_a_malformed_name_cannot_be_compared(name: str) -> None:
    (reason,) = refused(der.implicit(2, name.encode()), permitted=("com",))
    assert "malformed" in reason
    assert refused(der.implicit(2, name.encode()), permitted=("email:com",)) == []


@pytest.mark.parametrize(
    ("name", "constraint"),
    [
        ("www.example.com", der.implicit(2, b"*.example.com")),
        ("www.example.com", der.implicit(2, b"..example.com")),
        ("10.0.0.1", der.implicit(7, bytes.fromhex("0a000000ff"))),
        ("10.0.0.1", der.implicit(7, bytes.fromhex("0a000000ff00ff00"))),
        ("email:user@example.com", "email:a@b@example.com"),
        ("URI:https://www.example.com", "URI:10.0.0.1"),
    ],
)
def test_a_malformed_constraint_cannot_be_compared(name: Text, constraint: Text) -> None:
    for found in (refused(name, permitted=(constraint,)), refused(name, excluded=(constraint,))):
        assert ["malformed constraint" in reason for reason in found] == [True]
    assert refused("RID:1.2.3", permitted=(constraint,)) == []


@pytest.mark.parametrize("uri", ["urn:example", "https://10.0.0.1/", "https:///path", "https://[::1]/"])
def test_a_uri_without_a_host_name_is_refused(uri: str) -> None:
    assert refused(f"URI:{uri}", permitted=("URI:.example.com",))
    assert refused(f"URI:{uri}", excluded=("URI:.example.com",))


def test_kinds_that_nobody_compares() -> None:
    other = der.explicit(0, der.oid("1.2.3"), der.explicit(0, der.utf8("a")))
    another = der.explicit(0, der.oid("1.2.4"), der.explicit(0, der.utf8("a")))
    assert refused(other, excluded=(other,))
    assert refused(other, excluded=(another,)) == []
    assert refused("www.example.com", excluded=(other, "RID:1.2.3")) == []
    assert refused("RID:1.2.3", permitted=("RID:1.2.4",))


def test_names_in_the_subject() -> None:
    mail = (("CN", "a"), ("emailAddress", "user@example.org"))
    assert refused(None, permitted=("email:example.com",), subject=mail)
    assert refused(None, permitted=(directory(("O", "Example")),), subject=(("O", "Other"),))
    assert refused("www.example.com", permitted=(directory(("O", "Example")),)) == []
    # OpenSSL takes a common name for a host where no alternative name is one
    assert refused(None, permitted=("example.com",), subject="www.example.org")
    assert refused(None, permitted=("example.com",), subject="A Device") == []
    assert refused(None, permitted=("example.com",), subject="localhost") == []
    assert refused("www.example.com", permitted=("example.com",), subject="www.example.org") == []
    assert refused(None, permitted=("example.com",), subject="www.example.org", last=False) == []


def test_self_issued_certificates_are_exempt_unless_they_are_the_leaf() -> None:
    assert refused("www.example.org", permitted=("example.com",), last=True)
    assert refused("www.example.org", permitted=("example.com",), last=False) == []
    assert refused("www.example.org", permitted=("example.com",), last=False, issuer=builder.root())


def test_a_leading_dot_is_noted() -> None:
    above = builder.intermediate(extensions=(names.name_constraints((".example.com",)),))
    below = judging.certificate(builder.server(issuer=above).der)
    (refusal,) = NameJudge().refusals(below, judging.certificate(above.der), last=True)
    assert refusal.leading_dot


def test_the_number_of_comparisons_is_bounded() -> None:
    constraints = tuple(f"a{number}.example.com" for number in range(1000))
    above = judging.certificate(builder.intermediate(extensions=(names.name_constraints((), constraints),)).der)
    below = builder.server(alternative_names=tuple(f"b{number}.example.com" for number in range(1000)))
    found = NameJudge().refusals(judging.certificate(below.der), above, last=True)
    assert ["more names and constraints" in refusal.reason for refusal in found] == [True]
