"""Every entry of a built-in profile says why, and by which page."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

import pytest
import tomli

from pemlint.cli.settings import loader
from pemlint.files import profile, profile_names
from pemlint.model import Severity
from pemlint.policy import Loader
from pemlint.registry import infos
from tests.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROFILES: dict[str, dict[str, Any]] = {name: tomli.loads((profile(name) or b"").decode()) for name in profile_names()}
ENTRIES = [
    pytest.param(entry, id=f"{name}-{rule_id}")
    for name, table in PROFILES.items()
    for rule_id, entry in table["rules"].items()
]


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_says_what_it_is_and_resolves(name: str) -> None:
    table = PROFILES[name]
    assert table["title"]
    assert table["description"].endswith(".")
    assert table.get("extends", "") in (("",) if name == "default" else PROFILES)
    settings = loader().policy(name).settings
    assert settings.keys() == PROFILES["default"]["rules"].keys()
    assert all(setting.why and setting.source for setting in settings.values())


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_has_a_reason_and_a_page(entry: dict[str, Any]) -> None:
    assert len(entry["why"]) > len("because")
    assert entry["source"].startswith("https://")


def test_what_refuses_says_where_it_is_asked_for_at_its_own_source() -> None:
    """A platform's own entry cites the platform, not the standard that every profile cites."""
    standards = ("https://www.rfc-editor.org/", "https://cwe.mitre.org/")
    citing = {
        (name, rule_id)
        for name, table in PROFILES.items()
        if "platform" in table
        for rule_id, entry in table["rules"].items()
        if entry["source"].startswith(standards)
    }
    assert citing == set()


@pytest.mark.parametrize("name", PROFILES)
def test_users_extend_it_in_the_same_form(name: str) -> None:
    own = f"""
title = "Ours"
extends = "{name}"
[rules.cert-expires-soon]
severity = "error"
days = 21
why = "our runbook says three weeks"
"""
    profiles = Loader(infos(), profile, profile_names, lambda _path, base: (own.encode(), base))
    base, ours = profiles.policy(name), profiles.policy("./ours.toml")
    assert (ours.title, ours.platform) == ("Ours", base.platform)
    changed = {rule_id for rule_id, setting in ours.settings.items() if setting != base.settings[rule_id]}
    assert changed == {"cert-expires-soon"}
    setting = ours.settings["cert-expires-soon"]
    assert (setting.severity, setting.options["days"], setting.why) == (
        Severity.ERROR,
        21,
        "our runbook says three weeks",
    )


@pytest.mark.parametrize("name", PROFILES)
def test_a_certificate_that_can_never_have_the_days_left_is_graded_as_gravely(name: str) -> None:
    setting = loader().policy(name).settings["cert-expires-soon"]
    if "platform" in PROFILES[name] and "cert-expires-soon" in PROFILES[name]["rules"]:
        assert setting.by_role["short-lived"] is setting.severity


def test_no_platform_is_named_in_the_program() -> None:
    words = {word.casefold() for name in PROFILES for word in name.split("-") if "platform" in PROFILES[name]}
    words -= {"app", "broker", "cert", "certificate", "cloud", "compute", "custom", "dedicated", "gateway", "manager"}
    words -= {"server", "service", "ssl", "tls", "iam", "iot", "acm", "mqtt", "saas", "byoc"}
    named = {
        (path.name, word)
        for path in (ROOT / "pemlint").rglob("*.py")
        # formats of output have the names of who reads them
        if path.parent.name != "reporters"
        for literal in _literals(path)
        for word in words.intersection(re.findall("[a-z]+", literal))
    }
    assert named == set()


def _literals(path: Path) -> Iterator[str]:
    """The strings of a module without its docstrings and comments."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.value.casefold()


def test_only_the_profile_in_force_and_what_it_extends_is_read() -> None:
    asked: list[str] = []

    def builtin(name: str) -> bytes | None:
        asked.append(name)
        return profile(name)

    Loader(infos(), builtin, profile_names, lambda _path, base: (b"", base)).policy("aws-cloudfront")
    assert asked == ["aws-cloudfront", "aws-acm", "default"]
