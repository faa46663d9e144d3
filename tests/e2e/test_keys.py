"""Keys across the tree: what Git tracks, what lies about, what an ignore may name, and what an extra adds."""

from __future__ import annotations

import sys
from hashlib import sha256
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from pemlint.files import profile_names
from tests import builder
from tests.builder import der, keys, odd_keys
from tests.e2e.support import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.e2e.support import Workspace

LEAF, OTHER = builder.self_signed().pem, builder.self_signed(subject="other.example.com", key="other").pem
TRACKED = ("key-unencrypted-in-repository", "key-of-a-ca-in-repository")


def fingerprint(name: str) -> str:
    return sha256(keys.spki(name)).hexdigest()


@pytest.fixture
def repository(workspace: Workspace) -> Workspace:
    workspace.git("init", "--quiet")
    workspace.write_all(
        {
            "ca/root.crt": builder.root().pem,
            "ca/root.key": builder.private_pem("root"),
            "certs/server.crt": LEAF,
            "certs/server.key": builder.private_pem("server"),
            "certs/safe.key": builder.private_pem("spare", form="encrypted"),
        }
    )
    return workspace


def of_git(workspace: Workspace, *arguments: str) -> list[str]:
    return [found for found in workspace.found(*arguments) if found.endswith(TRACKED)]


def test_what_git_does_not_track_is_not_in_the_repository(repository: Workspace) -> None:
    assert of_git(repository) == []
    repository.write(".gitignore", "*.key\n")
    assert of_git(repository, ".", "certs/server.key", "ca/root.key") == []


def test_of_several_copies_of_a_ca_the_one_beside_its_key_is_shown(repository: Workspace) -> None:
    repository.write("a/bundle.crt", builder.root().pem)
    repository.git("add", ".")
    found = repository.check(".").finding("key-of-a-ca-in-repository")
    assert [each["path"] for each in found["related"]] == ["ca/root.crt"]


def test_one_cause_is_told_once_of_each_key_that_git_tracks(repository: Workspace) -> None:
    repository.git("add", "--all")
    wanted = [
        "ca/root.key:1: warning key-of-a-ca-in-repository",
        "certs/server.key:1: warning key-unencrypted-in-repository",
    ]
    assert of_git(repository) == wanted
    assert of_git(repository, "ca/root.key", "certs/server.key") == wanted
    assert of_git(repository, "--profile", "strict") == [line.replace("warning", "error") for line in wanted]
    assert of_git(repository, "--profile", "test-fixtures") == []


def test_the_grade_may_follow_the_role_of_the_key(repository: Workspace) -> None:
    repository.git("add", "--all")
    repository.write(
        "pemlint.toml",
        '[rules.key-unencrypted-in-repository]\nseverity = "error"\nby-role = { ca = "note", server = "off" }\n',
    )
    assert of_git(repository) == [
        "ca/root.key:1: warning key-of-a-ca-in-repository",
        "ca/root.key:1: note key-unencrypted-in-repository",
    ]


def test_each_block_with_a_key_is_told(repository: Workspace) -> None:
    both = builder.private_pem("other") + builder.private_pem("p256", form="traditional")
    repository.write("both.pem", both)
    repository.git("add", "both.pem")
    line = 1 + both[: both.index(b"-----BEGIN EC")].count(b"\n")
    assert of_git(repository) == [f"both.pem:{at}: warning key-unencrypted-in-repository" for at in (1, line)]


def test_an_ignored_key_does_not_hide_the_next_one(repository: Workspace) -> None:
    repository.write("certs/more.pem", builder.private_pem("server") + builder.private_pem("other"))
    repository.git("add", "--all")
    repository.write(
        "pemlint.toml",
        f'[[ignore]]\nspki-sha256 = "{fingerprint("server")}"\nrules = "key"\nreason = "published, for tests"\n',
    )
    found = repository.check()
    line = 1 + builder.private_pem("server").count(b"\n")
    assert [str(each) for each in found.found if each.rule in TRACKED] == [
        "ca/root.key:1: warning key-of-a-ca-in-repository",
        f"certs/more.pem:{line}: warning key-unencrypted-in-repository",
    ]
    assert found.report["summary"]["suppressed"] == 2


#: for each rule on keys: the name of a key, and a file in which the rule finds it wrong
WRONG: Mapping[str, tuple[str, Mapping[str, bytes]]] = {
    "key-too-weak": (fingerprint("rsa-1024"), {"a.pem": builder.private_pem("rsa-1024")}),
    "key-readable-by-others": (fingerprint("server"), {"a.pem": builder.private_pem("server")}),
    "key-without-certificate": (fingerprint("server"), {"a.pem": builder.private_pem("server")}),
    "key-does-not-match-certificate": (fingerprint("other"), {"a.pem": LEAF + builder.private_pem("other")}),
    "key-does-not-match-request": (
        fingerprint("other"),
        {"a.csr": builder.block("CERTIFICATE REQUEST", builder.request()), "a.key": builder.private_pem("other")},
    ),
    "key-shared-by-certificates": (
        fingerprint("server"),
        {"a.crt": LEAF, "b.crt": builder.self_signed(subject="b.example.com", alternative_names=["b.example.com"]).pem},
    ),
}


def _of_numbers(rule: str, data: bytes, p: int, q: int, **more: int) -> None:
    spki = odd_keys.spki(p * q + more.get("n", 0), more.get("e", 65537))
    file = {"a.pem": builder.block("RSA PRIVATE KEY", data)}
    WRONG[rule] = (sha256(spki).hexdigest(), file)  # type: ignore[index]


ONE, TWO = odd_keys.usual_primes()
CLOSE = odd_keys.close_primes()
_of_numbers("key-parameters-inconsistent", odd_keys.pkcs1(ONE, TWO, dp=2), ONE, TWO)
_of_numbers("key-public-exponent-weak", odd_keys.pkcs1(ONE, TWO, e=1), ONE, TWO, e=1)
_of_numbers("key-known-broken", odd_keys.pkcs1(*CLOSE), *CLOSE)
_of_numbers("key-primes-composite", odd_keys.pkcs1(ONE, TWO + 2), ONE, TWO + 2)


@pytest.mark.parametrize("rule", WRONG)
def test_every_rule_on_keys_can_be_ignored_by_the_key(workspace: Workspace, rule: str) -> None:
    if rule == "key-known-broken":
        pytest.importorskip("badkeys")
    name, files = WRONG[rule]
    workspace.write_all(files)
    for path in files:
        (workspace.path / path).chmod(0o644)
    (found,) = workspace.check("--select", rule).report["findings"]
    assert found["rule"] == rule
    workspace.write("pemlint.toml", f'[[ignore]]\nspki-sha256 = "{name}"\nreason = "for tests"\n')
    assert workspace.found("--select", rule) == []


def test_a_key_without_a_certificate_is_only_known_where_everything_was_read(workspace: Workspace) -> None:
    workspace.write("keys/a.key", builder.private_pem("server"))
    select = ("--select", "key-without-certificate")
    assert workspace.found(*select) == ["keys/a.key:1: note key-without-certificate"]
    assert workspace.found(*select, "keys") == ["keys/a.key:1: note key-without-certificate"]
    assert workspace.found(*select, "keys/a.key") == []
    workspace.write("certs/b.crt", OTHER)
    assert len(workspace.found(*select)) == 1
    workspace.write("certs/a.crt", LEAF)
    assert workspace.found(*select) == []


def test_a_key_with_the_wrong_certificate_beside_it_is_told_once(workspace: Workspace) -> None:
    rules = ("--select", "key", "--ignore", "key-readable-by-others,key-known-broken")
    workspace.write_all({"a.crt": LEAF, "a.key": builder.private_pem("other")})
    assert workspace.found(*rules) == ["a.key:1: warning key-does-not-match-certificate"]
    workspace.write("a.csr", builder.block("CERTIFICATE REQUEST", builder.request()))
    assert workspace.found(*rules) == ["a.key:1: warning key-does-not-match-certificate"]


def test_permissions_count_outside_of_continuous_integration(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    select = ("--select", "key-readable-by-others")
    path = workspace.write("my key.pem", builder.private_pem("server"))
    for mode, words in ((0o600, ""), (0o400, ""), (0o640, "the group"), (0o604, "everybody"), (0o666, "everybody")):
        path.chmod(mode)
        found = workspace.check(*select).report["findings"]
        assert [each["message"] for each in found] == (
            [f"{words} can read this private key: its file has the permissions {mode:03o}"] if words else []
        )
    assert "chmod 600 'my key.pem'" in found[0]["help"]
    for name, value, silent in (("CI", "true", True), ("CI", "false", False), ("TF_BUILD", "True", True)):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            assert (workspace.found(*select) == []) is silent
    workspace.git("init", "--quiet")
    assert len(workspace.found(*select)) == 1
    workspace.git("add", "--all")
    assert workspace.found(*select) == []


def compressed_p256() -> bytes:
    algorithm = der.sequence(der.oid("1.2.840.10045.2.1"), der.oid("1.2.840.10045.3.1.7"))
    point = keys.spki("p256")[-65:]
    return der.sequence(algorithm, der.bit_string(bytes((2 | point[-1] & 1,)) + point[1:33]))


def without_null() -> bytes:
    algorithm = der.sequence(der.oid("1.2.840.113549.1.1.1"))
    return der.sequence(algorithm, der.bit_string(keys.pkcs1_public("server")))


@pytest.mark.parametrize(
    ("name", "spki", "pins"),
    [
        ("p256", compressed_p256(), [compressed_p256()]),
        ("server", without_null(), [without_null(), keys.spki("server")]),
    ],
)
def test_a_pair_is_one_however_its_public_key_is_written(
    workspace: Workspace, name: str, spki: bytes, pins: list[bytes]
) -> None:
    certificate = builder.self_signed(key=name, public_key=spki).pem
    pair = {"a.crt": certificate, "a.key": builder.private_pem(name)}
    workspace.write_all(pair)
    rules = ("--select", "key-does-not-match-certificate,key-without-certificate")
    assert workspace.found(*rules) == []
    workspace.write("b.pem", b"".join(pair.values()))
    assert workspace.found(*rules) == []
    for private_key in ('"a.key"', *(f'{{ spki-sha256 = "{sha256(pin).hexdigest()}" }}' for pin in pins)):
        workspace.write("m.bundle.toml", f'[bundle]\nname = "m"\ncertificate = "a.crt"\nprivate-key = {private_key}\n')
        assert workspace.found(*rules) == []


@pytest.fixture
def no_badkeys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "badkeys", None)


@pytest.mark.usefixtures("no_badkeys")
def test_an_extra_that_is_missing_is_named_once_with_its_command(workspace: Workspace) -> None:
    workspace.write_all({"a.crt": LEAF, "b.crt": OTHER, "c.key": builder.private_pem("rsa-1024")})
    outcome = workspace.check("--select", "key-known-broken,key-too-weak")
    assert outcome.status == 2
    assert one_line(outcome.err) == (
        "rule 'key-known-broken' needs what is not installed: pip install 'pemlint[badkeys]'"
    )
    assert [each.rule for each in outcome.found] == ["key-too-weak"]


@pytest.mark.usefixtures("no_badkeys")
def test_without_the_rule_nobody_misses_the_extra(workspace: Workspace) -> None:
    workspace.write_all({"a.crt": LEAF, "a.key": builder.private_pem("server")})
    for profile in ("default", "strict", "webpki", "emqx-cloud", "test-fixtures"):
        assert workspace.check("--profile", profile).err == ""


def fake_badkeys(monkeypatch: pytest.MonkeyPatch, results: Mapping[str, Any]) -> list[Any]:
    """A library that finds these results in every key, and what it was asked."""
    asked: list[Any] = []

    def checkrsa(n: int, e: int, checks: list[str]) -> Mapping[str, Any]:
        asked.append((n, e, sorted(checks)))
        return results

    module = ModuleType("badkeys")
    module.allchecks = dict.fromkeys(("fermat", "blocklist", "new"))  # type: ignore[attr-defined]
    module.checkrsa = checkrsa  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "badkeys", module)
    return asked


def test_factors_that_the_extra_finds_are_never_said(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    p, q = 123456789012345678901234567890, 987654321098765432109876543210
    results = {
        "fermat": {"detected": True, "p": p, "q": q, "a": p, "b": q, "debug": f"a={p}", "privatekey": "PEM"},
        "new": {"d": p, "subtest": f"{q}"},
        "rsawarnings": {"subtest": "too_small"},
        "rsainvalid": {"subtest": "invalid_e"},
    }
    asked = fake_badkeys(monkeypatch, results)
    workspace.write_all({"a.crt": LEAF, "a.key": builder.private_pem("server")})
    select = ("--select", "key-known-broken")
    finding = workspace.check(*select).finding("key-known-broken")
    assert (finding["path"], [each["path"] for each in finding["related"]]) == ("a.key", ["a.crt"])
    assert finding["message"] == (
        "the key (RSA 2048) is known to be broken: its two primes lie so close together that anybody finds them "
        "(Fermat's method); badkeys finds the weakness 'new' in it"
    )
    for output_format in ("text", "concise", "json", "sarif"):
        said = workspace.run("check", *select, "--output-format", output_format).out
        assert said
        assert not any(secret in said for secret in (str(p), str(q), "PEM"))
    assert {tuple(checks) for _, _, checks in asked} == {("fermat", "new")}


@pytest.mark.parametrize("wrong", [{"rsawarnings": {"subtest": "too_small"}}, {"rsabias": {"biaspct": 30}}, {}])
def test_what_is_no_proof_is_no_finding(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, wrong: Mapping[str, Any]
) -> None:
    fake_badkeys(monkeypatch, wrong)
    workspace.write("a.key", builder.private_pem("server"))
    assert workspace.found("--select", "key-known-broken") == []


def test_one_broken_key_is_told_once_for_each_profile_that_judges_it(workspace: Workspace) -> None:
    pytest.importorskip("badkeys")
    p, q = odd_keys.roca_primes()
    certificate = builder.server(public_key=odd_keys.spki(p * q)).pem
    key = builder.block("RSA PRIVATE KEY", odd_keys.pkcs1(p, q))
    workspace.write_all(
        {"prod/a.crt": certificate, "prod/b.crt": certificate, "tests/a.key": key, "tests/a.crt": certificate}
    )
    select = ("--select", "key-known-broken")
    assert workspace.found(*select) == ["tests/a.key:1: error key-known-broken"]
    workspace.write("pemlint.toml", '[[override]]\npaths = ["tests/**"]\nprofile = "test-fixtures"\n')
    assert workspace.found(*select) == [
        "prod/a.crt:1: error key-known-broken",
        "tests/a.key:1: error key-known-broken",
    ]


def test_a_key_that_anybody_can_break_is_an_error_whatever_the_platform_takes(workspace: Workspace) -> None:
    one, two, three = (odd_keys.prime_after(odd_keys.number(name, 384)) for name in ("one", "two", "three"))
    short = builder.server(public_key=odd_keys.spki(one * three))
    files = {"short.key": builder.block("RSA PRIVATE KEY", odd_keys.pkcs1(one, two)), "short.crt": short.pem}
    workspace.write_all(files)
    select = ("--select", "key-too-weak,cert-rsa-key-too-small")
    for profile in profile_names():
        found = workspace.check("--profile", profile, *select, *files).found
        graded = {each.path: each.severity for each in found}
        assert graded == ({} if profile == "test-fixtures" else dict.fromkeys(files, "error")), profile
