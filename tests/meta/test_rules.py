"""Every rule is where its id says, explains itself, and is graded."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

import pytest

from pemlint import explain, registry
from pemlint.cli import settings
from pemlint.model import Severity

if TYPE_CHECKING:
    from pemlint.registry import RuleInfo
    from pemlint.rule import Rule

RULES = sorted(registry.discover(), key=lambda pair: pair[0].id)
IDS = [info.id for info, _ in RULES]
each_pair = pytest.mark.parametrize(("info", "rule"), RULES, ids=IDS)
each_rule = pytest.mark.parametrize("rule", [rule for _, rule in RULES], ids=IDS)

_OPTION = re.compile(r"^- `([a-z0-9-]+)`: \S", re.MULTILINE)
_SPEC = re.compile(r"RFC \d{3,5}( ([A-Z]\.)?[\d.]*\d)?|X\.\d{3}( [\d.]*\d)?|CWE-\d+|TOML 1\.0\.0|CA/Browser Forum BR.*")


def _sections(rule: Rule) -> list[str]:
    return re.findall(r"^## (.*)$", explain.body(rule), re.MULTILINE)


def _section(rule: Rule, title: str) -> str:
    """The text below a heading."""
    parts = re.split(r"^## (.*)$", explain.body(rule), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True)).get(title, "").strip()


def test_there_are_rules() -> None:
    assert len(RULES) >= 35


@each_pair
def test_the_id_is_the_path(info: RuleInfo, rule: Rule) -> None:
    group, name = info.module.split(".")
    assert rule.id == info.id == f"{group}-{name.replace('_', '-')}"
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", rule.id)
    assert rule.check.__name__ == name
    assert rule.check.__module__ == f"pemlint.checks.{info.module}"


@each_rule
def test_the_first_line_says_the_fault_in_a_sentence(rule: Rule) -> None:
    summary = explain.summary(rule)
    assert re.fullmatch(r"[A-Z].*[^.]\.", summary), summary
    assert len(summary) <= 120


def test_no_two_rules_say_the_same() -> None:
    summaries = [explain.summary(rule) for _, rule in RULES]
    assert len(set(summaries)) == len(summaries)


@each_pair
def test_the_sections_are_there_in_their_order(info: RuleInfo, rule: Rule) -> None:
    assert _sections(rule) == ["Why it matters", "How to fix", *(["Options"] if info.options else [])]
    for title in _sections(rule):
        assert len(_section(rule, title)) > 20, title


@each_pair
def test_every_option_is_explained(info: RuleInfo, rule: Rule) -> None:
    assert _OPTION.findall(_section(rule, "Options")) == [option.name for option in info.options]


@each_rule
def test_options_are_what_a_profile_can_set(rule: Rule) -> None:
    subject, context, *options = inspect.signature(rule.check).parameters.values()
    assert subject.kind is context.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    for option in options:
        assert option.kind is inspect.Parameter.KEYWORD_ONLY
        assert option.default is not inspect.Parameter.empty
        assert option.annotation in {"bool", "int", "str", "tuple[str, ...]"}


@each_rule
def test_the_standards_are_named_as_people_look_them_up(rule: Rule) -> None:
    assert [spec for spec in rule.spec if not _SPEC.fullmatch(spec)] == []


@each_rule
def test_it_says_since_when_and_how_dangerous_it_is(rule: Rule) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)
    assert rule.security == "" or 0 < float(rule.security) <= 10


@each_rule
def test_the_default_profile_grades_it(rule: Rule) -> None:
    setting = settings.loader().policy("default").settings[rule.id]
    assert setting.why
    assert setting.source.startswith("https://")
    if setting.severity is Severity.OFF:
        assert setting.when_selected > Severity.OFF


def test_the_default_profile_grades_nothing_else() -> None:
    assert settings.loader().policy("default").settings.keys() == {info.id for info, _ in RULES}


def test_the_index_is_what_the_modules_say() -> None:
    assert list(registry.infos().values()) == [info for info, _ in RULES], "run make docs"
