"""What certificates and files are for, from their contents alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pemlint.roles import file_role, role_and_leaves
from tests import builder
from tests.unit import judging

ROOT = builder.root()
MIDDLE = builder.intermediate()
LEAF = builder.server()
RENEWED = builder.server(not_after=datetime(2028, 1, 1, tzinfo=UTC))
SELF_SIGNED = builder.self_signed(subject="other.example.com", alternative_names=("other.example.com",), key="other")
OTHER_ROOT = builder.client_ca()
PLAIN_CA = builder.intermediate(ca=None)


@pytest.mark.parametrize(
    ("role", "certificates"),
    [
        ("none", []),
        ("leaf", [LEAF]),
        ("leaf", [LEAF, LEAF]),
        ("leaf", [SELF_SIGNED]),
        ("ca", [ROOT]),
        ("ca", [MIDDLE, MIDDLE]),
        ("ca-chain", [MIDDLE, ROOT]),
        ("ca-chain", [ROOT, MIDDLE]),
        ("trust-bundle", [ROOT, OTHER_ROOT]),
        ("trust-bundle", [ROOT, OTHER_ROOT, SELF_SIGNED]),
        ("served-chain", [LEAF, MIDDLE]),
        ("served-chain", [MIDDLE, LEAF, ROOT]),
        ("served-chain", [LEAF, OTHER_ROOT]),
        ("served-chain", [builder.server(issuer=PLAIN_CA), PLAIN_CA]),
        ("served-chain", [LEAF, RENEWED, MIDDLE]),
        ("served-chain", [LEAF, MIDDLE, builder.client()]),
        ("collection", [LEAF, RENEWED]),
        ("collection", [LEAF, builder.client(), OTHER_ROOT, MIDDLE, builder.server(subject="third.example.com")]),
        ("collection", [builder.client(), LEAF, MIDDLE]),
    ],
)
def test_files(role: str, certificates: list[builder.Certificate]) -> None:
    assert file_role([judging.certificate(one.der) for one in certificates]) == role


def test_leaves_are_those_that_are_no_cas_in_their_order() -> None:
    given = [judging.certificate(one.der) for one in (MIDDLE, RENEWED, LEAF, RENEWED, ROOT)]
    role, leaves = role_and_leaves(given)
    assert role == "served-chain"
    assert [given.index(leaf) for leaf in leaves] == [1, 2, 3]
    assert role_and_leaves(given[:1]) == ("ca", [])


@pytest.mark.parametrize(
    ("role", "certificate"),
    [
        ("root", ROOT),
        ("root", builder.root(version=1)),
        ("ca", MIDDLE),
        ("server", LEAF),
        ("server", SELF_SIGNED),
        ("server", builder.server(extended_key_usage=None)),
        ("server", builder.server(extended_key_usage=("2.5.29.37.0",), alternative_names=None)),
        ("client", builder.client()),
        ("other", builder.server(extended_key_usage=("codeSigning",))),
        ("unknown", builder.server(extended_key_usage=None, alternative_names=None)),
        ("unknown", builder.server(extended_key_usage=None, alternative_names=("email:a@example.com",))),
        ("unknown", builder.client(version=1)),
    ],
)
def test_certificates(role: str, certificate: builder.Certificate) -> None:
    assert judging.certificate(certificate.der).x509.role == role
