"""Two judges who know nothing of pemlint: ``openssl verify`` and ``cryptography.x509.verification``.

Where pemlint finds no error for a bundle with roots, both must accept it. They do, with these differences:

- ``cryptography`` takes no Ed25519 key in a chain, as the Baseline Requirements do not: such bundles are shown to
  OpenSSL alone.
- ``cryptography`` builds paths of at most 8 CAs unless it is told otherwise; it is told.
- A name constraint with a leading dot (``.example.com``) is malformed for ``cryptography`` and usual for OpenSSL;
  pemlint notes it, and such bundles are shown to OpenSSL alone.
- OpenSSL does not take ``anyExtendedKeyUsage`` of a CA for the purpose that it is asked for, as RFC 5280 4.2.1.12 and
  others do; pemlint warns of it, and such bundles are shown to ``cryptography`` alone.
- ``openssl verify`` does not look at extended key usages unless it is given a purpose; it is given one.

In the other direction, what pemlint calls an error of the path one of the two refuses as well: it is no false alarm.
What it says beyond that is about what a server sends, such as the order: neither of the two looks at it.
"""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from cryptography import x509
from cryptography.x509.verification import Criticality, ExtensionPolicy, PolicyBuilder, Store, VerificationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builder
from tests.builder import names
from tests.e2e.support import Workspace
from tests.project import environment, tool

if TYPE_CHECKING:
    from pathlib import Path

HOST = "server.example.com"
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)

#: about the path itself; other errors, as that of a wrong order, are about what a server sends
PATH_RULES = {
    "cert-expired",
    "chain-extended-key-usage-not-permitted",
    "chain-issuer-may-not-sign",
    "chain-issuer-missing",
    "chain-issuer-not-ca",
    "chain-key-identifier-mismatch",
    "chain-missing",
    "chain-name-not-permitted",
    "chain-path-length-exceeded",
    "chain-root-unknown",
    "chain-signature-invalid",
}

KEYS = {
    "rsa": ("root", "intermediate", "intermediate2", "server"),
    "ec": ("p256-root", "p256-intermediate", "p384", "p256"),
    "mixed": ("root", "p256-intermediate", "intermediate2", "p256"),
    "ed25519": ("ed25519-ca", "intermediate", "p384", "ed25519"),
}

#: what is odd about a CA, by name
CA_ODDITIES: dict[str, builder.Options] = {
    "nothing": {},
    "no-key-usage": {"key_usage": None},
    "may-not-sign": {"key_usage": ("cRLSign",)},
    "no-ca": {"ca": False},
    "pathlen-0": {"path_length": 0},
    "pathlen-1": {"path_length": 1},
    "expired": {"not_after": LONG_AGO},
    "for-servers": {"extended_key_usage": ("serverAuth",)},
    "for-clients": {"extended_key_usage": ("clientAuth",)},
    "for-all": {"extended_key_usage": ("any",)},
    "other-identifier": {"subject_key_identifier": b"told otherwise"},
    "no-identifier": {"subject_key_identifier": False},
    "permits-it": {"extensions": (names.name_constraints(("example.com",)),)},
    "permits-below": {"extensions": (names.name_constraints((".example.com",)),)},
    "permits-other": {"extensions": (names.name_constraints(("example.org",)),)},
    "permits-address": {"extensions": (names.name_constraints(("10.0.0.0/8",)),)},
    "excludes-it": {"extensions": (names.name_constraints((), ("server.example.com",)),)},
    "excludes-above": {"extensions": (names.name_constraints((), ("com",)),)},
    "excludes-below": {"extensions": (names.name_constraints((), ("x.server.example.com",)),)},
    "excludes-other": {"extensions": (names.name_constraints((), ("ample.com",)),)},
    "excludes-mail": {"extensions": (names.name_constraints((), ("email:example.com",)),)},
    "damaged": {"broken_signature": True},
}

#: the names of the leaf
LEAF_NAMES = ((HOST,), (HOST, "10.0.0.7"), (HOST, "*.example.com"), (HOST, "192.0.2.1"), (HOST, "www.example.org"))


class Bundle(NamedTuple):
    """What a server sends and what its clients trust."""

    leaf: builder.Certificate
    chain: tuple[builder.Certificate, ...]
    root: builder.Certificate


@cache
def build(keys: str, alternative: int, *odd: str) -> Bundle:
    """A root, as many CAs as there are more oddities, and a leaf; issued as if nothing were odd."""
    ring = KEYS[keys]

    def right(certificate: builder.Certificate) -> builder.Certificate:
        missing = odd_of[certificate.der] == "no-identifier"
        return certificate._replace(identifier=None if missing else builder.keys.key_identifier(certificate.key))

    usual: builder.Options = {"key": ring[0]}
    root = builder.root(**(usual | CA_ODDITIES[odd[0]]))
    odd_of = {root.der: odd[0]}
    made = [root]
    for at, oddity in enumerate(odd[1:], 1):
        usual = {"subject": f"CA {at}", "key": ring[at], "issuer": right(made[-1]), "path_length": None}
        made.append(builder.intermediate(**(usual | CA_ODDITIES[oddity])))
        odd_of[made[-1].der] = oddity
    leaf = builder.server(key=ring[3], subject=HOST, alternative_names=LEAF_NAMES[alternative], issuer=right(made[-1]))
    return Bundle(leaf, tuple(reversed(made[1:])), root)


def openssl(bundle: Bundle, folder: Path) -> str:
    """The complaint of ``openssl verify``, or nothing."""
    command = [
        *(tool("openssl"), "verify", "-no-CApath", "-no-CAstore", "-purpose", "sslserver"),
        *("-attime", str(int(builder.NOW.timestamp())), "-verify_hostname", HOST),
        *("-CAfile", "roots.pem", *(("-untrusted", "chain.pem") if bundle.chain else ()), "server.crt"),
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment(), check=False)
    return "" if done.returncode == 0 else done.stderr


def library(bundle: Bundle) -> str:
    """The complaint of ``cryptography``, or nothing. Its policies for extensions are as mild as it allows."""
    mild = ExtensionPolicy.permit_all()
    policy = (
        PolicyBuilder()
        .store(Store([x509.load_der_x509_certificate(bundle.root.der)]))
        .time(builder.NOW)
        .max_chain_depth(16)
        .extension_policies(
            ca_policy=mild.require_present(x509.BasicConstraints, Criticality.AGNOSTIC, None),
            ee_policy=mild.require_present(x509.SubjectAlternativeName, Criticality.AGNOSTIC, None),
        )
    )
    chain = [x509.load_der_x509_certificate(certificate.der) for certificate in bundle.chain]
    try:
        policy.build_server_verifier(x509.DNSName(HOST)).verify(x509.load_der_x509_certificate(bundle.leaf.der), chain)
    except VerificationError as error:
        return str(error)
    return ""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Workspace:
    tool("openssl")
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path, capsys)


ODDITIES = st.sampled_from(sorted(CA_ODDITIES))
#: rather few that are odd: each is to be seen alone as well
AUTHORITIES = st.lists(st.one_of(st.just("nothing"), ODDITIES), min_size=1, max_size=3)


@given(st.sampled_from(sorted(KEYS)), st.integers(0, len(LEAF_NAMES) - 1), AUTHORITIES, st.data())
@settings(
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_judges_agree(place: Workspace, keys: str, alternative: int, odd: list[str], data: st.DataObject) -> None:
    whole = build(keys, alternative, *odd)
    chain = whole.chain[
        : data.draw(st.sampled_from((len(whole.chain), len(whole.chain), max(len(whole.chain) - 1, 0))))
    ]
    bundle = whole._replace(chain=tuple(data.draw(st.permutations(chain))))
    place.write("server.crt", bundle.leaf.pem)
    place.write("chain.pem", b"".join(certificate.pem for certificate in bundle.chain))
    place.write("roots.pem", bundle.root.pem)
    declared = ['name = "judged"', 'certificate = "server.crt"', 'roots = "roots.pem"', f'hosts = ["{HOST}"]']
    declared += ['chain = "chain.pem"'] if bundle.chain else []
    place.write("judged.bundle.toml", "\n".join(["[bundle]", *declared, ""]))
    found = place.check("judged.bundle.toml")
    assert found.status in {0, 1}, found.err
    errors = {each.rule for each in found.of("error")}
    refused = [] if "for-all" in odd else [openssl(bundle, place.path)]
    if keys != "ed25519" and "permits-below" not in odd:
        refused.append(library(bundle))
    if not errors:
        assert refused == [""] * len(refused)
    if errors & PATH_RULES and refused:
        assert any(refused) or "for-all" in odd, errors
