"""The map from zlint's groups of lints to rules names rules that there are, and the profile has them on."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pemlint import registry
from pemlint.cli import settings

MAP = tomllib.loads((Path(__file__).parent / "zlint_checks.toml").read_text(encoding="utf-8"))


def test_every_rule_is_there_and_on() -> None:
    named = {rule for rules in MAP["checks"].values() for rule in rules}
    assert named <= registry.infos().keys()
    policy = settings.loader().policy(MAP["profile"])
    assert {rule for rule in named if not policy.settings[rule].active} == set()


def test_no_check_is_without_a_rule() -> None:
    assert [check for check, rules in MAP["checks"].items() if not rules] == []
