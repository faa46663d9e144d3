"""Every entry of a built-in profile says why, and by which page."""

from __future__ import annotations

from typing import Any

import pytest
import tomli

from pemlint.cli.settings import loader
from pemlint.files import profile, profile_names

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
    assert table.get("extends", "") == ("" if name == "default" else "default")
    settings = loader().policy(name).settings
    assert settings.keys() == PROFILES["default"]["rules"].keys()
    assert all(setting.why and setting.source for setting in settings.values())


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_has_a_reason_and_a_page(entry: dict[str, Any]) -> None:
    assert len(entry["why"]) > len("because")
    assert entry["source"].startswith("https://")
