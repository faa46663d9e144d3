"""A tree that turns something off is told to have done so, in every format, and nobody else is."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from pemlint import registry
from pemlint.cli.settings import loader
from pemlint.files import profile_names
from tests import builder
from tests.e2e.support import NOW
from tests.e2e.test_start_up import modules

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

EXPIRED = builder.server(not_after=builder.NOW - timedelta(days=1)).pem
OFF = "pemlint.toml turns off cert-expired"
MANIFEST = "[bundle]\nprofile = '{}'\ncertificate = '../a.crt'\n"


@pytest.fixture
def tree(workspace: Workspace) -> Workspace:
    workspace.write("a.crt", EXPIRED)
    workspace.write("tests/b.crt", EXPIRED)
    workspace.write("sub/readme.txt", "")
    workspace.git("init", "--quiet")
    return workspace


def told(tree: Workspace, *arguments: str) -> list[str]:
    """The lines between the findings and the last one."""
    outcome = tree.run("check", "--now", NOW, "--output-format", "concise", *arguments)
    assert outcome.status in {0, 1}, outcome.err
    lines = outcome.out.splitlines()
    text = tree.run("check", "--now", NOW, *arguments).out.splitlines()
    kept = [line for line in lines[:-1] if not re.match(r"\S+:\d+:\d+: ", line)]
    assert text[-len(kept) - 1 :] == [*kept, lines[-1]]
    return kept


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("[rules]\ncert-expired = 'off'", [OFF]),
        ("[rules]\ncert-expired = 'note'", ["pemlint.toml lowers cert-expired to note"]),
        ("[rules.cert-expired.by-role]\nserver = 'note'", ["pemlint.toml lowers cert-expired to note for server"]),
        ("[rules.key-too-weak]\nmin-rsa-bits = 8", ["pemlint.toml sets min-rsa-bits = 8 (not 2048) of key-too-weak"]),
        ("extends = './base.toml'", [OFF]),
        ("profile = './own.toml'", [OFF]),
        (
            "[[override]]\npaths = 'tests'\n[override.rules]\ncert-expired = 'off'",
            ["pemlint.toml for 'tests' turns off cert-expired"],
        ),
        ("[[ignore]]\nrules = 'cert'\nreason = 'x'", ["pemlint.toml ignores 2 findings (cert-expired)"]),
        ("[[ignore]]\npaths = 'tests'\nreason = 'x'", ["pemlint.toml ignores 1 finding (cert-expired)"]),
        ("exclude = ['tests']", ["pemlint.toml leaves out 1 file"]),
        ("exclude = ['tests']\n[rules]\ncert-expired = 'off'", [f"{OFF}; leaves out 1 file"]),
        ("exclude = ['*.crt']\n[rules]\ncert-expired = 'off'", ["pemlint.toml leaves out 2 files"]),
    ],
)
def test_what_a_configuration_turns_off(tree: Workspace, text: str, lines: list[str]) -> None:
    tree.write("base.toml", "[rules]\ncert-expired = 'off'\n")
    tree.write("own.toml", "[rules]\ncert-expired = 'off'\n")
    tree.write("pemlint.toml", text)
    assert told(tree) == lines
    assert told(tree, "--isolated") == []


def test_a_lenient_profile_is_told_of_wherever_the_tree_chooses_it(tree: Workspace) -> None:
    tree.write("pemlint.toml", "profile = 'test-fixtures'\n")
    (line,) = told(tree)
    off = line.removeprefix("pemlint.toml ")
    some = "turns off cert-expired, cert-not-yet-valid, [a-z-]+ and [0-9]+ more, lowers cert-version-not-3 to note"
    assert re.fullmatch(some, off)
    tree.write("pemlint.toml", "[[override]]\npaths = 'tests/**'\nprofile = 'test-fixtures'\n")
    assert told(tree) == [f"pemlint.toml for 'tests/**' {off}"]
    assert told(tree, "a.crt") == []
    assert told(tree, "--profile", "default") == []
    assert told(tree, "--profile", "test-fixtures") == []
    tree.write("pemlint.toml", "")
    tree.write("sub/x.bundle.toml", MANIFEST.format("test-fixtures"))
    assert told(tree) == [f"sub/x.bundle.toml {off}"]
    assert told(tree, "--isolated") == [f"sub/x.bundle.toml {off}"]


def test_profiles_in_the_tree_and_beside_it(tree: Workspace) -> None:
    own = "[rules]\ncert-expired = 'off'\n"
    tree.write("ci/own.toml", own)
    tree.write("../mine/own.toml", own)
    tree.write("../mine/pemlint.toml", own)
    tree.write("ci/pemlint.toml", own)
    assert told(tree, "--profile", "ci/own.toml") == ["ci/own.toml turns off cert-expired"]
    assert told(tree, "--profile", "../mine/own.toml") == []
    assert told(tree, "--config", "../mine/pemlint.toml") == []
    assert told(tree, "--config", "ci/pemlint.toml") == ["ci/pemlint.toml turns off cert-expired"]
    assert told(tree, "--ignore", "cert-expired") == []
    tree.write("sub/x.bundle.toml", MANIFEST.format("../ci/own.toml"))
    assert told(tree, "--config", "../mine/pemlint.toml", "sub") == []
    assert told(tree, "sub") == ["sub/x.bundle.toml turns off cert-expired"]


def test_paths_are_those_of_the_working_directory(tree: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.write("pemlint.toml", "[rules]\ncert-expired = 'off'\n")
    tree.write("sub/x.bundle.toml", MANIFEST.format("test-fixtures"))
    monkeypatch.chdir(tree.path / "sub")
    lines = told(tree, "..")
    assert lines[0] == "../pemlint.toml turns off cert-expired"
    assert lines[1].startswith("x.bundle.toml turns off cert-")
    log = json.loads(tree.run("check", "--now", NOW, "--output-format", "sarif", "..").out)
    told_ = log["runs"][0]["invocations"][0]["toolConfigurationNotifications"]
    uris = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in told_]
    assert set(uris) == {"pemlint.toml", "sub/x.bundle.toml"}


def test_programs_are_told_too(tree: Workspace) -> None:
    tree.write("pemlint.toml", "[rules]\ncert-expired = 'off'\n[[ignore]]\nrules = 'cert'\nreason = 'x'\n")
    overrides = tree.check().report["overrides"]
    assert overrides == {
        "rules": [
            {
                "rule": "cert-expired",
                "severity": "off",
                "expected": "error",
                "roles": [],
                "options": {},
                "path": "pemlint.toml",
                "scope": [],
            }
        ],
        "suppressed": {},
        "ignored": [],
        "excluded": 0,
        "left-out": [],
    }
    log = json.loads(tree.run("check", "--now", NOW, "--output-format", "sarif").out)
    (run,) = log["runs"]
    (override,) = run["invocations"][0]["ruleConfigurationOverrides"]
    described = run["tool"]["driver"]["rules"][override["descriptor"]["index"]]
    assert override["configuration"] == {"enabled": False}
    assert (described["id"], described["defaultConfiguration"]) == ("cert-expired", {"level": "error"})


def test_nothing_is_compared_where_there_is_nothing_to_compare(tree: Workspace) -> None:
    assert not modules(tree, "check", "--exit-zero")[1] & {"pemlint.overrides", "pemlint.reporters.overridden"}
    tree.write("pemlint.toml", "")
    assert "pemlint.overrides" in modules(tree, "check", "--exit-zero")[1]


def test_of_the_built_in_profiles_only_lenient_ones_are_without_a_rule_about_security() -> None:
    """Others differ by platform: to choose one must not be a way to be rid of such a rule."""
    profiles = loader()
    default = profiles.policy("default")
    infos = registry.infos()
    for name in profile_names():
        policy = profiles.policy(name)
        lost = {
            rule_id
            for rule_id, before in default.settings.items()
            if infos[rule_id].security and before.active and not policy.settings[rule_id].active
        }
        assert bool(lost) is policy.lenient, (name, lost)
