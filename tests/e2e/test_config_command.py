"""``pemlint config`` says what is in force, and the line that says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pemlint import registry
from pemlint.cli import settings
from pemlint.cli.arguments import parser

if TYPE_CHECKING:
    from pemlint.policy import Policy
    from tests.e2e.support import Workspace

OWN = 'extends = "emqx-cloud"\n[rules.cert-expired]\nseverity = "note"\n'
GENERAL = """# ours
profile = "ci/own.toml"
exclude = ["vendor/**"]

[rules]
key-encrypted = "off"
chain-too-long.severity = "note"

[rules.cert-expires-soon]
days = 60
severity = "warning"
by-role = { client = "note" }

[[ignore]]
rule = "cert"
paths = "tests/a.crt"
reason = "old"

[[override]]
paths = ["tests/**"]
profile = "test-fixtures"
[override.rules.cert-expires-soon]
severity = "off"

[[override]]
paths = ["tests/b.crt", "other"]
rules = { cert-expired = "off" }
"""
PATHS = ("a.crt", "tests/a.crt", "tests/b.crt", "other/a.crt", "vendor/a.crt", "nested/a.crt")


@pytest.fixture
def tree(workspace: Workspace) -> Workspace:
    workspace.write("ci/own.toml", OWN)
    workspace.write("pemlint.toml", GENERAL)
    workspace.write("nested/pyproject.toml", '[tool.pemlint]\nextends = "../pemlint.toml"\nprofile = "strict"\n')
    workspace.git("init", "--quiet")
    return workspace


def in_force(tree: Workspace, *arguments: str) -> list[dict[str, Any]]:
    outcome = tree.run("config", "--output-format", "json", *arguments)
    assert (outcome.status, outcome.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


def policies(path: str, *arguments: str) -> dict[str, Policy]:
    """What judges a path."""
    prepared = settings.load(parser(["config"]).parse_args(["config", *arguments]))
    plan = prepared.discovery.settle(prepared.plan, [path])
    return {policy.name: policy for policy in plan.policies(path)}


@pytest.mark.parametrize("arguments", [(), ("--isolated",), ("--profile=webpki,ci/own.toml",), ("--config=ci/b.toml",)])
def test_it_says_what_judges(tree: Workspace, arguments: tuple[str, ...]) -> None:
    tree.write("ci/b.toml", "extends = 'private-pki'\n[rules.cert-expires-soon]\nby-role = { server = 'error' }\n")
    for path, told in zip(PATHS, in_force(tree, *arguments, *PATHS), strict=True):
        judging = policies(path, *arguments)
        assert [each["name"] for each in told["profiles"]] == list(judging)
        for profile in told["profiles"]:
            policy = judging[profile["name"]]
            assert profile["rules"].keys() == policy.settings.keys() == registry.infos().keys()
            for rule_id, setting in policy.settings.items():
                rule = profile["rules"][rule_id]
                assert rule["severity"]["value"] == setting.severity.label
                grades = {role: grade["value"] for role, grade in rule["by-role"].items()}
                assert grades == {role: grade.label for role, grade in setting.by_role.items()}
                options = {name: each["value"] for name, each in rule["options"].items() if each["from"]}
                expected = {name.replace("_", "-"): value for name, value in setting.options.items()}
                assert options == {k: list(v) if isinstance(v, tuple) else v for k, v in expected.items()}


def lines(tree: Workspace, path: str) -> list[str]:
    outcome = tree.run("config", path)
    assert (outcome.status, outcome.err) == (0, "")
    return [" ".join(line.split()) for line in outcome.out.splitlines() if "built-in" not in line]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.crt", ["profile ci/own.toml [pemlint.toml:2]", "note cert-expired [ci/own.toml:3]"]),
        ("a.crt", ["warning cert-expires-soon [pemlint.toml:11]", "days = 60 [pemlint.toml:10]"]),
        ("a.crt", ["client: note [pemlint.toml:12]", "off key-encrypted [pemlint.toml:6]"]),
        ("a.crt", ["note chain-too-long [pemlint.toml:7]"]),
        ("tests/a.crt", ["profile test-fixtures [pemlint.toml:21]", "off cert-expires-soon [pemlint.toml:23]"]),
        ("tests/a.crt", ["ignored cert: old pemlint.toml:14"]),
        ("tests/b.crt", ["off cert-expired [pemlint.toml:27]"]),
        ("vendor/a.crt", ["excluded yes, unless it is named"]),
        ("nested", ["configuration nested/pyproject.toml", "profile strict [nested/pyproject.toml:3]"]),
        ("nested", ["off key-encrypted [../pemlint.toml:6]"]),
    ],
)
def test_every_value_has_its_line(tree: Workspace, path: str, expected: list[str]) -> None:
    found = lines(tree, path)
    assert [line for line in expected if line not in found] == [], found


def test_a_manifest_says_what_judges_its_bundles(tree: Workspace) -> None:
    manifest = (
        "[[bundle]]\nname = 'a'\nprofile = ['nginx', '../ci/own.toml']\n[[bundle]]\nname = 'b'\nprofile = 'none'\n"
    )
    tree.write("nested/x.bundle.toml", manifest.replace("none", "haproxy"))
    found = [line for line in lines(tree, "nested/x.bundle.toml") if line.startswith("profile")]
    assert found == [
        "profile strict [nested/pyproject.toml:3]",
        "profile haproxy [nested/x.bundle.toml:6]",
        "profile nginx [nested/x.bundle.toml:3]",
        "profile ../ci/own.toml [nested/x.bundle.toml:3]",
    ]
    (told,) = in_force(tree, "--profile", "webpki", "nested/x.bundle.toml")
    assert {(each["name"], each["chosen-by"]) for each in told["profiles"]} == {("webpki", "command line")}
    tree.write("nested/x.bundle.toml", manifest)
    assert tree.run("config", "nested/x.bundle.toml").status == 2


def test_without_a_configuration(workspace: Workspace) -> None:
    assert lines(workspace, ".")[:3] == [".", "configuration none", "profile default by default"]


def test_hostile_names_are_escaped(workspace: Workspace) -> None:
    workspace.write("pemlint.toml", "[[ignore]]\nrule = 'cert'\nreason = '''\n::error::x ##[error] \\u001b[31m'''\n")
    for kind in ("text", "json"):
        out = workspace.run("config", "--output-format", kind, "::error::\x1b[31m\n##[error]x").out
        assert "\x1b" not in out
        assert "##[" not in out
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())


def test_a_broken_configuration_is_one_line(workspace: Workspace) -> None:
    workspace.write("sub/pemlint.toml", "rule = 1\n")
    assert workspace.run("config", "a").status == 0
    outcome = workspace.run("config", "sub/a")
    assert (outcome.status, outcome.out, len(outcome.err.splitlines())) == (2, "", 1)
