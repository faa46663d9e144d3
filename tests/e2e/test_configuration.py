"""``pemlint.toml`` and ``[tool.pemlint]``: which profile judges what, what is left out, and what is refused by name."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from pemlint import registry
from tests import builder
from tests.e2e.support import one_line

if TYPE_CHECKING:
    from pemlint.registry import RuleInfo
    from pemlint.rule import Rule
    from tests.e2e.support import Workspace

EXPIRED = builder.server(not_after=builder.NOW - timedelta(days=1))
LARGE = builder.server(key="rsa-4096")


@pytest.fixture
def tree(workspace: Workspace) -> Workspace:
    """An expired certificate among the tests, one in production, and a large key."""
    workspace.write("tests/old.crt", EXPIRED.pem)
    workspace.write("prod/old.crt", EXPIRED.pem)
    workspace.write("prod/large.crt", LARGE.pem)
    return workspace


PROD, TESTS = "prod/old.crt:1: error cert-expired", "tests/old.crt:1: error cert-expired"
TOO_LARGE = "prod/large.crt:1: error cert-key-algorithm-not-allowed"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [PROD, TESTS]),
        ('profile = "emqx-cloud"', [TOO_LARGE, PROD, TESTS]),
        ('profile = ["default", "test-fixtures"]', [PROD, TESTS]),
        ('extends = "emqx-cloud"', [TOO_LARGE, PROD, TESTS]),
        ('profile = "test-fixtures"', []),
        ('exclude = ["tests/"]', [PROD]),
        ('exclude = ["*.crt"]', []),
        ('[rules.cert-expired]\nseverity = "note"', [PROD.replace("error", "note"), TESTS.replace("error", "note")]),
        ('[rules]\ncert-expired = "off"', []),
        ('[rules.cert-key-algorithm-not-allowed]\nseverity = "error"\nallow = ["RSA 2048"]', [TOO_LARGE, PROD, TESTS]),
        ('[[override]]\npaths = ["tests/**"]\nprofile = "test-fixtures"', [PROD]),
        ('[[override]]\npaths = "prod"\nprofile = "emqx-cloud"', [TOO_LARGE, PROD, TESTS]),
        ('[[override]]\npaths = ["tests/**"]\n[override.rules]\ncert-expired = "off"', [PROD]),
        (
            '[[override]]\npaths = "**"\nprofile = "test-fixtures"\n[[override]]\npaths = "prod"\nprofile = "default"',
            [PROD],
        ),
        ('[[ignore]]\npaths = ["tests/"]\nreason = "made long ago"', [PROD]),
        ('[[ignore]]\nrules = ["cert"]\nreason = "renewed next week"', []),
        ('[[ignore]]\npaths = ["tests/"]\nrules = ["chain"]\nreason = "another rule"', [PROD, TESTS]),
    ],
)
def test_what_a_configuration_changes(tree: Workspace, text: str, found: list[str]) -> None:
    tree.write("pemlint.toml", text)
    assert tree.found("--ignore", "ignore") == found
    (tree.path / "pemlint.toml").unlink()
    tree.write("pyproject.toml", in_pyproject(text))
    assert tree.found("--ignore", "ignore") == found
    assert tree.found("--isolated") == [PROD, TESTS]


def in_pyproject(text: str) -> str:
    """The same configuration as the table of a ``pyproject.toml``."""
    lines = ["[tool.pemlint]"]
    for line in text.split("\n"):
        head = (
            line.replace("[[", "[[tool.pemlint.") if line.startswith("[[") else line.replace("[", "[tool.pemlint.", 1)
        )
        lines.append(head if line.startswith("[") else line)
    return "\n".join(lines)


def test_the_nearest_configuration_holds(tree: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.write("pemlint.toml", 'profile = "test-fixtures"')
    tree.write("prod/pyproject.toml", "[project]\nname = 'prod'\n")
    monkeypatch.chdir(tree.path / "prod")
    assert tree.found() == []
    tree.write("prod/pemlint.toml", "")
    assert tree.found() == ["old.crt:1: error cert-expired"]


def test_the_command_line_is_strongest(tree: Workspace) -> None:
    tree.write("pemlint.toml", 'profile = "emqx-cloud"\n[[override]]\npaths = "tests"\nprofile = "test-fixtures"\n')
    assert tree.found() == [TOO_LARGE, PROD]
    assert tree.found("--profile", "default") == [PROD, TESTS]
    assert tree.found("--ignore", "cert-expired") == [TOO_LARGE]
    assert tree.found("--select", "cert-expired") == [PROD, TESTS]


def test_own_rules_are_laid_over_a_profile_of_the_command_line(tree: Workspace) -> None:
    tree.write("pemlint.toml", '[rules]\ncert-expired = "warning"\n')
    assert tree.found("--profile", "emqx-cloud") == [
        TOO_LARGE,
        PROD.replace("error", "warning"),
        TESTS.replace("error", "warning"),
    ]


def test_a_profile_of_ones_own(tree: Workspace) -> None:
    own = 'extends = "emqx-cloud"\n[rules.cert-key-algorithm-not-allowed]\nallow = ["RSA 2048", "RSA 4096"]\n'
    tree.write("ci/own.toml", own + '[rules.cert-expired]\nseverity = "note"\nwhy = "known"\n')
    notes = [PROD.replace("error", "note"), TESTS.replace("error", "note")]
    assert tree.found("--profile", "ci/own.toml") == notes
    tree.write("pemlint.toml", 'profile = "./ci/own.toml"\n')
    assert tree.found() == notes


def test_a_configuration_that_extends_another(tree: Workspace) -> None:
    tree.write("base/pemlint.toml", 'profile = "emqx-cloud"\nexclude = ["tests/"]\n[rules]\ncert-expired = "note"\n')
    tree.write("pemlint.toml", 'extends = "base/pemlint.toml"\n[rules]\ncert-expired = "warning"\n')
    assert tree.found() == [TOO_LARGE, PROD.replace("error", "warning")]


def test_another_configuration_by_name(tree: Workspace) -> None:
    tree.write("pemlint.toml", 'profile = "emqx-cloud"\n')
    tree.write("ci/lint.toml", 'profile = "test-fixtures"\n')
    assert tree.found("--config", "ci/lint.toml") == []


def test_ignores_are_counted_and_may_name_a_key(tree: Workspace) -> None:
    key = sha256(builder.keys.spki("server")).hexdigest()
    tree.write("pemlint.toml", f'[[ignore]]\nspki-sha256 = "{key}"\nreason = "being replaced"\n')
    outcome = tree.check("--profile", "emqx-cloud")
    assert [str(each) for each in outcome.found] == [TOO_LARGE]
    assert outcome.report["summary"]["suppressed"] == 2


def test_excluded_files_that_are_named(tree: Workspace) -> None:
    tree.write("pemlint.toml", 'exclude = ["tests/"]\n')
    assert tree.found("tests/old.crt") == [TESTS]
    outcome = tree.check("--force-exclude", "tests/old.crt")
    assert (outcome.status, outcome.found) == (0, [])
    assert outcome.err == "pemlint: no TLS material found (0 files read, 1 excluded)\n"


@pytest.mark.parametrize("pattern", ["tests", "tests/", "tests/**", "tests/*", "*"])
def test_an_excluded_folder_that_is_named(tree: Workspace, pattern: str) -> None:
    tree.write("pemlint.toml", f'exclude = ["{pattern}"]\n')
    assert tree.found("tests") == [TESTS]
    assert tree.check("--force-exclude", "tests").found == []
    assert TESTS not in tree.found(".")


def test_a_folder_that_is_named_opens_only_what_was_closed_as_a_whole(tree: Workspace) -> None:
    tree.write("pemlint.toml", 'exclude = ["tests/*.crt"]\n')
    assert tree.found("tests") == []


def test_equal_findings_of_several_profiles_are_one(tree: Workspace) -> None:
    outcome = tree.check("--profile", "default", "--profile", "emqx-cloud", "prod")
    assert [str(each) for each in outcome.found] == [TOO_LARGE, PROD]
    large, old = outcome.report["findings"]
    assert (large["profiles"], old["profiles"]) == (["emqx-cloud"], ["default", "emqx-cloud"])
    soon = builder.server(not_after=builder.NOW + timedelta(days=20))
    tree.write("prod/soon.crt", soon.pem)
    tree.write("strict.toml", 'extends = "strict"\n')
    outcome = tree.check("--profile", "default", "--profile", "strict.toml", "prod/soon.crt")
    assert [str(each) for each in outcome.found] == ["prod/soon.crt:1: error cert-expires-soon"]
    assert outcome.report["findings"][0]["profiles"] == ["strict.toml", "default"]


BUNDLE = """
[[bundle]]
name = "mqtt"
profile = "emqx-cloud"
certificate = "certs/server.crt"
chain = "certs/chain.pem"
private-key = "certs/server.key"
"""


@pytest.mark.parametrize("name", ["pemlint.toml", "pyproject.toml"])
def test_bundles_of_the_configuration(workspace: Workspace, name: str) -> None:
    text = in_pyproject(BUNDLE) if name == "pyproject.toml" else BUNDLE
    workspace.write(name, text)
    workspace.write("certs/server.crt", builder.server().pem)
    workspace.write("certs/chain.pem", builder.root().pem + builder.intermediate().pem)
    workspace.write("certs/server.key", builder.private_pem("server"))
    assert workspace.found() == ["certs/chain.pem:1: error chain-out-of-order"]
    assert workspace.found("certs/chain.pem") == ["certs/chain.pem:1: error chain-out-of-order"]
    (workspace.path / "certs/chain.pem").unlink()
    line = text.split("\n").index('chain = "certs/chain.pem"') + 1
    assert workspace.found() == [f"{name}:{line}: error bundle-file-missing"]


REFUSED = [
    ('profil = "default"', "pemlint.toml: unknown key 'profil'; did you mean 'profile'?"),
    ('profile = "emqx-clud"', "pemlint.toml: unknown profile 'emqx-clud'; did you mean 'emqx-cloud'?"),
    ("profile = 3", "pemlint.toml: 'profile' must be a string or a list of strings"),
    ('profile = "own.toml"', "own.toml: no such file or directory"),
    ("[rules.cert-expird]\nseverity = 'off'", "pemlint.toml: unknown rule 'cert-expird'; did you mean 'cert-expired'?"),
    (
        "[rules.cert-expired]\nseverty = 'off'",
        "pemlint.toml: [rules.cert-expired]: unknown key 'severty'; did you mean",
    ),
    ("[rules.cert-expired]\nseverity = 'fatal'", "severity must be one of error, note, off, warning, not 'fatal'"),
    ("[rules.cert-expires-soon]\ndays = 'ten'", "[rules.cert-expires-soon]: 'days' must be of type int, not 'ten'"),
    ("[rules.cert-expires-soon]\ndays = true", "'days' must be of type int, not True"),
    ("[rules.cert-expired]\nby-role = 3", "by-role is a table"),
    ("rules = 3", "'rules' is a table of tables"),
    ("exclude = [3]", "'exclude' must be a string or a list of strings"),
    ("override = 3", "'override' is an array of tables: [[override]]"),
    ("[[override]]\nprofile = 'default'", "[[override]] needs 'paths'"),
    ("[[override]]\npath = 'a'", "[[override]]: unknown key 'path'; did you mean 'paths'?"),
    (
        "[[override]]\npaths = '**'\nprofile = 'defalt'",
        "pemlint.toml: unknown profile 'defalt'; did you mean 'default'?",
    ),
    ("[[ignore]]\npaths = 'a'", "[[ignore]] needs a 'reason'"),
    ("[[ignore]]\nreason = 'all of it'", "[[ignore]] needs 'paths', 'rules', 'spki-sha256' or 'fingerprint'"),
    ("[[ignore]]\nrules = 'chian'\nreason = 'x'", "unknown rule or group 'chian'; did you mean 'chain'?"),
    ("extends = 'base.toml'", "base.toml: no such file or directory"),
    ("extends = 'pemlint.toml'", "is it a circle?"),
    ("extends = '../../base.toml'", "outside"),
    ("profile = 'default", "pemlint.toml: "),
    ("a = 1\na = 2", "pemlint.toml: "),
]


@pytest.mark.parametrize(("text", "words"), REFUSED, ids=[text for text, _ in REFUSED])
def test_a_configuration_that_is_refused(tree: Workspace, text: str, words: str) -> None:
    tree.write("pemlint.toml", text)
    outcome = tree.check()
    assert words in one_line(outcome.err)
    assert (outcome.status, outcome.out) == (2, "")


def test_a_configuration_that_is_no_text(tree: Workspace) -> None:
    tree.write("pemlint.toml", b"profile = '\xff'")
    outcome = tree.check()
    assert one_line(outcome.err).startswith("pemlint.toml: not UTF-8 text")
    assert outcome.status == 2


def test_a_configuration_in_the_way_is_not_passed_over(tree: Workspace) -> None:
    os.mkfifo(tree.path / "pemlint.toml")
    outcome = tree.check()
    assert "pemlint.toml: is not a regular file" in one_line(outcome.err)
    assert outcome.status == 2


def test_a_rule_that_crashes_hides_nothing(tree: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    load = registry.load

    def broken(info: RuleInfo) -> Rule:
        found = load(info)
        if info.id != "cert-key-algorithm-not-allowed":
            return found

        def check(*_: object, **__: object) -> None:
            raise ZeroDivisionError("-----BEGIN PRIVATE KEY-----")

        return found._replace(check=check)  # type: ignore[arg-type]

    monkeypatch.setattr(registry, "load", broken)
    outcome = tree.check("--profile", "emqx-cloud")
    assert outcome.status == 2
    words = one_line(outcome.err)
    assert words.startswith("rule 'cert-key-algorithm-not-allowed' failed with ZeroDivisionError")
    assert "PRIVATE" not in words
    assert [str(each) for each in outcome.found] == [PROD, TESTS]


def test_one_profile_in_two_forms_gives_every_rule_to_sarif(workspace: Workspace) -> None:
    workspace.write("a/site.pem", builder.server().pem + builder.intermediate().pem)
    workspace.write("b/site.pem", builder.server().pem + builder.intermediate().pem + builder.root().pem)
    workspace.write("pemlint.toml", b'[[override]]\npaths = ["b/**"]\nrules = { chain-contains-root = "warning" }\n')
    log = json.loads(workspace.run("check", "--output-format", "sarif").out)
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    assert "chain-contains-root" in rules
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in log["runs"][0]["results"])


def test_two_manifests_that_say_the_same_are_both_named(workspace: Workspace) -> None:
    workspace.write("server.crt", builder.server().pem)
    for name in ("one", "two"):
        workspace.write(f"{name}.bundle.toml", b'[bundle]\ncertificate = "server.crt"\nprivate-key = "server.key"\n')
    workspace.write("server.key", builder.private_pem("server"))
    report = workspace.check().report
    (found,) = [finding for finding in report["findings"] if finding["rule"] == "chain-missing"]
    assert [related["path"] for related in found["related"]] == ["one.bundle.toml", "two.bundle.toml"]


@pytest.mark.parametrize(
    "data", [builder.block("CERTIFICATE REQUEST", builder.request()), builder.public_pem("server")], ids=["CSR", "key"]
)
def test_a_request_or_a_public_key_is_tls_material(workspace: Workspace, data: bytes) -> None:
    workspace.write("a.pem", data)
    outcome = workspace.check("--require-input")
    assert (outcome.status, outcome.err) == (0, "")
