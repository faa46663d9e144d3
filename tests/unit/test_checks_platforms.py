"""The rules that only platforms turn on: their options, and the edges of their numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from pemlint import manifests
from pemlint.bundles import resolve
from pemlint.checks.bundle.too_large import too_large
from pemlint.checks.cert.expires_soon import expires_soon
from pemlint.checks.cert.key_algorithm_not_allowed import key_algorithm_not_allowed
from pemlint.checks.cert.name_too_long import name_too_long
from pemlint.checks.cert.names_too_many import names_too_many
from pemlint.checks.cert.self_signed import self_signed
from pemlint.checks.cert.signature_algorithm_not_allowed import signature_algorithm_not_allowed
from pemlint.checks.chain.root_missing import root_missing
from pemlint.checks.chain.too_long import too_long
from pemlint.model import Severity, Source
from tests import builder
from tests.builder import NOW
from tests.recipes import kit
from tests.unit import chaining, judging

if TYPE_CHECKING:
    from pemlint.bundles import Bundle
    from pemlint.chains import ChainAnalysis
    from pemlint.material import Certificate
    from pemlint.rule import Rule

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def _server(**odd: Any) -> Certificate:
    return judging.certificate(builder.server(**odd).der)


def _served(*certificates: builder.Certificate) -> ChainAnalysis:
    return chaining.analyse(certificates, origin="served-chain")


def _two_way() -> Bundle:
    """A bundle with every part that can have a size."""
    authority = builder.client_ca()
    files = {
        "server.crt": builder.server().pem,
        "chain.pem": builder.intermediate().pem,
        "server.key": builder.private_pem("server"),
        "client-ca.crt": authority.pem,
        "client.crt": builder.client(issuer=authority).pem,
    }
    entries = {"certificate": "server.crt", "chain": "chain.pem", "private_key": "server.key"}
    written = kit.manifest(**entries, client_ca="client-ca.crt", authentication="two-way")
    written += '[[bundle.client]]\ncertificate = "client.crt"\n'
    manifest = manifests.parse(written.encode(), "a.bundle.toml")
    assert not manifest.problems
    source = Source("a.bundle.toml", "a.bundle.toml", written.encode(), tls=False, target=True)
    store = judging.store(files)
    return resolve(source, manifest.bundles[0], store.files.get, lambda _path: ("missing", ""))


@pytest.mark.parametrize(
    ("length", "days", "never"),
    [
        (90 * DAY - SECOND, 90, False),
        (90 * DAY - 2 * SECOND, 90, True),
        (90 * DAY, 180, True),
        (365 * DAY, 10**15, True),
        (90 * DAY, 0, False),
        (90 * DAY, -1, False),
    ],
)
def test_what_can_never_be_met_is_said_so(length: timedelta, days: int, never: bool) -> None:
    subject = _server(not_before=NOW, not_after=NOW + length)
    found = judging.findings(expires_soon, subject, days=days, by_role={"short-lived": Severity.NOTE})
    assert [finding.severity for finding in found if "can never" in finding.message] == [Severity.NOTE] * never
    assert len(found) == int(length.days < days or never)


def test_what_can_never_be_met_is_told_once_however_few_days_are_left() -> None:
    subject = _server(not_before=NOW - 89 * DAY, not_after=NOW + DAY)
    (message,) = judging.messages(expires_soon, subject, days=180)
    assert message.startswith("'CN=server.example.com' can never have 180 days left: it is valid for 90 days in all")


def test_before_it_is_valid_and_after_it_has_expired_other_rules_speak() -> None:
    for begin in (NOW + DAY, NOW - 9 * DAY):
        assert judging.messages(expires_soon, _server(not_before=begin, not_after=begin + 5 * DAY), days=180) == []


@pytest.mark.parametrize(
    ("key", "allow", "allowed"),
    [
        ("server", "RSA 2048+", True),
        ("rsa-1024", "RSA 2048+", False),
        ("rsa-4096", "rsa 2048+", True),
        ("p256", "EC 225+", True),
        ("p256", "EC 257+", False),
        ("p384", "RSA 1+", False),
        ("ed25519", "Ed25519 1+", False),
        ("ed25519", "Ed25519", True),
        ("server", "RSA 99999999999+", False),
        ("server", "+", False),
    ],
)
def test_a_size_may_stand_for_all_above_it(key: str, allow: str, allowed: bool) -> None:
    assert (judging.messages(key_algorithm_not_allowed, _server(key=key), allow=(allow,)) == []) is allowed


def test_cas_may_have_keys_of_their_own_kinds() -> None:
    options: dict[str, Any] = {"allow": ("EC",), "allow_ca": ("RSA 2048",)}
    subject = _server()
    assert judging.messages(key_algorithm_not_allowed, subject, "ca", **options) == []
    assert len(judging.messages(key_algorithm_not_allowed, subject, "server", **options)) == 1
    assert len(judging.messages(key_algorithm_not_allowed, subject, "root", allow=("EC",))) == 1


def test_what_pages_disagree_on_is_graded_by_itself() -> None:
    grades = {"doubtful": Severity.WARNING}
    options: dict[str, Any] = {"allow": ("RSA 2048",), "doubtful": ("RSA 3072", "EC")}
    for key, severity in (("rsa-3072", Severity.WARNING), ("p256", Severity.WARNING), ("rsa-4096", Severity.ERROR)):
        (finding,) = judging.findings(key_algorithm_not_allowed, _server(key=key), by_role=grades, **options)
        assert finding.severity is severity


@pytest.mark.parametrize(
    ("rule", "odd", "options"),
    [
        (names_too_many, {"alternative_names": ("a.example.com",) * 3}, {"max_names": 2}),
        (name_too_long, {"subject": "x" * 65}, {"max_common_name": 64}),
        (name_too_long, {"subject": "x" * 65}, {"max_subject": 67}),
        (name_too_long, {"alternative_names": ("y" * 65,)}, {"max_alternative_name": 64}),
    ],
)
def test_a_number_counts_from_the_next_one_and_zero_is_no_limit(
    rule: Rule, odd: dict[str, Any], options: dict[str, Any]
) -> None:
    subject = _server(**odd)
    assert len(judging.messages(rule, subject, "server", **options)) == 1
    assert judging.messages(rule, subject, "server", **{name: limit + 1 for name, limit in options.items()}) == []
    assert judging.messages(rule, subject, "server") == []
    assert judging.messages(rule, subject, "ca", **options) == []


def test_signatures_are_named_by_algorithm_or_by_hash() -> None:
    for allow in ("sha256WithRSAEncryption", "SHA256WITHRSAENCRYPTION", "SHA-256", "sha-256"):
        assert judging.messages(signature_algorithm_not_allowed, _server(), allow=(allow,)) == []
    assert len(judging.messages(signature_algorithm_not_allowed, _server(), allow=("SHA-1",))) == 1
    assert judging.messages(signature_algorithm_not_allowed, _server(digest="sha1")) == []


def test_only_what_serves_and_was_really_signed_by_itself_is_self_signed() -> None:
    own = judging.certificate(builder.self_signed().der)
    assert len(judging.messages(self_signed, own, "server")) == 1
    assert judging.messages(self_signed, own, "root") == []
    damaged = judging.certificate(builder.self_signed(broken_signature=True).der)
    assert judging.messages(self_signed, damaged, "server") == []


def test_the_help_says_whether_leaving_out_is_enough() -> None:
    upper = builder.intermediate(subject="Upper CA", key="spare", path_length=1)
    issuing = builder.intermediate(issuer=upper)
    chain = _served(builder.server(issuer=issuing), issuing, upper, builder.root())
    assert judging.messages(too_long, chain) == judging.messages(too_long, chain, max_certificates=4) == []
    helps = [judging.findings(too_long, chain, max_certificates=most)[0].help for most in (3, 2)]
    assert ["leave out" in each for each in helps] == [True, False]
    assert judging.findings(too_long, chain, max_certificates=1)[0].block == 2


def test_a_chain_with_another_fault_is_not_asked_for_its_root() -> None:
    assert len(judging.messages(root_missing, _served(builder.server(), builder.intermediate()))) == 1
    broken = _served(builder.server(), builder.intermediate(key="other"))
    assert judging.messages(root_missing, broken) == []
    whole = _served(builder.server(), builder.intermediate(), builder.root())
    assert judging.messages(root_missing, whole) == []


SIZES = {
    "max_certificate": "the server certificate",
    "max_chain": "the chain",
    "max_full_chain": "certificate and chain",
    "max_key": "the private key",
    "max_client": "the client certificate",
    "max_client_ca": "the CAs of the clients",
    "max_client_ca_each": "a CA of the clients",
    "max_total": "the bundle",
    "max_packed": "what a PFX container would hold",
}


@pytest.mark.parametrize("option", SIZES)
def test_each_part_has_a_limit_of_its_own(option: str) -> None:
    bundle = _two_way()

    def said(limit: int) -> list[str]:
        more: dict[str, Any] = {option: limit}
        return judging.messages(too_large, bundle, **more)

    (message,) = said(1)
    size = int(message.removeprefix(f"{SIZES[option]}: ").partition(" ")[0].replace(",", ""))
    assert said(size) == []
    assert len(said(size - 1)) == 1


def test_sizes_are_those_of_the_files() -> None:
    bundle = _two_way()
    (total,) = judging.messages(too_large, bundle, max_total=1)
    parts = (bundle.certificate, bundle.chain, bundle.private_key, bundle.client_ca)
    size = sum(len(part.file.source.data) for part in parts if part and part.file)
    assert total == f"the bundle: {size:,} bytes; the platform takes 1 at most"
    assert judging.messages(too_large, bundle) == []
