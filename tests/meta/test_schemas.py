"""The schemas take what pemlint takes, and refuse what it refuses; docs/generate.py --check holds them to the rules."""

from __future__ import annotations

import datetime as dt
import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
import tomli

from pemlint import config, files, manifests
from pemlint.cli import settings
from pemlint.cli.schema import tool_schema
from pemlint.policy import ConfigurationError
from tests.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONFIGURATION = jsonschema_rs.Draft7Validator(json.loads(files.schema("pemlint")))
MANIFEST = jsonschema_rs.Draft7Validator(json.loads(files.schema("bundle")))

GOOD = (
    "",
    "profile = 'emqx-cloud'\n",
    "profile = ['default', './own.toml', 'ci/strict.toml']\nexclude = 'vendor/**'\n",
    "extends = 'strict'\ntitle = 'ours'\n",
    "[rules]\ncert-expired = 'off'\n",
    "[rules.cert-expires-soon]\nseverity = 'error'\ndays = 60\nby-role = { client = 'note' }\nwhy = 'x'\n",
    "[[override]]\npaths = ['tests/**']\nprofile = 'test-fixtures'\nrules = { chain = 'off' }\n".replace(
        "chain =", "cert-expired ="
    ),
    "[[ignore]]\nreason = 'x'\nrules = ['cert', 'chain-out-of-order', 'ALL']\nuntil = '2026-12-31'\n",
    "[[ignore]]\nreason = 'x'\nrule = 'cert'\nuntil = 2026-12-31\npaths = 'a'\n",
    f"[[ignore]]\nreason = 'x'\nfingerprint = '{'0' * 64}'\nspki-sha256 = ['{'1' * 64}']\n",
    "[[bundle]]\ncertificate = 'a.crt'\nprivate-key = 'a.key'\n",
)
BAD = (
    "profil = 'x'\n",
    "profile = 1\n",
    "profile = 'emqx-cluod'\n",
    "exclude = [1]\n",
    "rules = 1\n",
    "[rules]\ncert-expird = 'off'\n",
    "[rules]\ncert-expired = 'fatal'\n",
    "[rules.cert-expires-soon]\ndays = '60'\n",
    "[rules.cert-expires-soon]\nhours = 60\n",
    "[rules.cert-expired]\nby-role = { stranger = 'note' }\n",
    "override = 1\n",
    "[[override]]\nprofile = 'default'\n",
    "[[override]]\npaths = 'a'\nignore = 'x'\n",
    "[[ignore]]\nrule = 'cert'\n",
    "[[ignore]]\nreason = 'x'\n",
    "[[ignore]]\nreason = 'x'\nrule = 'crt'\n",
    "[[ignore]]\nreason = 'x'\nrule = 'cert'\nuntil = 'soon'\n",
    "[[ignore]]\nreason = 'x'\nfingerprint = 'abc'\n",
)
GOOD_MANIFESTS = (
    "[bundle]\ncertificate = 'a.crt'\nprivate-key = { spki-sha256 = '" + "0" * 64 + "' }\nhosts = 'a.example'\n",
    (
        "[[bundle]]\nname = 'x'\nprofile = 'nginx'\nauthentication = 'two-way'\ncertificate = 'a.crt'\n"
        "[[bundle.client]]\ncertificate = 'c.crt'\nprivate-key = 'c.key'\n"
    ),
)
BAD_MANIFESTS = (
    "",
    "[bundel]\n",
    "[bundle]\ncert = 'a.crt'\n",
    "[bundle]\ncertificate = 1\n",
    "[bundle]\nauthentication = 'three-way'\n",
    "[bundle]\nprivate-key = { sha256 = 'x' }\n",
    "[bundle]\nhosts = 1\n",
    "[bundle]\nclient = { certificate = 'a' }\n",
)


def table(text: str) -> Any:
    """TOML as editors see it: a date is the text of it."""
    return json.loads(json.dumps(tomli.loads(text), default=dt.date.isoformat))


def taken(text: str) -> bool:
    """Whether pemlint takes a configuration, its profiles included."""
    loader = settings.loader()
    try:
        parsed = config.parse(text.encode(), "pemlint.toml", "", loader.known, lambda _path, base: (b"", base))
        for name in parsed.profiles:
            if "/" not in name:
                loader.policy(name)
    except ConfigurationError:
        return False
    return True


@pytest.mark.parametrize("text", [*GOOD, *BAD])
def test_a_configuration_is_good_for_both(text: str) -> None:
    assert CONFIGURATION.is_valid(table(text)) == taken(text) == (text in GOOD)


@pytest.mark.parametrize("text", [*GOOD_MANIFESTS, *BAD_MANIFESTS])
def test_a_manifest_is_good_for_both(text: str) -> None:
    problems = manifests.parse(text.encode(), "x.bundle.toml").problems
    assert MANIFEST.is_valid(table(text)) == (not problems) == (text in GOOD_MANIFESTS)


def _examples() -> Iterator[Path]:
    yield from sorted((ROOT / "examples").rglob("*.bundle.toml"))
    yield from sorted((ROOT / "tests" / "examples").rglob("good*/*.bundle.toml"))


def test_all_good_examples_pass() -> None:
    found = list(_examples())
    assert len(found) > 20
    assert [path for path in found if not MANIFEST.is_valid(table(path.read_text("utf-8")))] == []
    configurations = sorted((ROOT / "tests" / "examples").rglob("pemlint.toml"))
    assert [path for path in configurations if not CONFIGURATION.is_valid(table(path.read_text("utf-8")))] == []


def test_the_rules_of_every_profile_pass() -> None:
    for name in files.profile_names():
        rules = tomli.loads((files.profile(name) or b"").decode()).get("rules", {})
        assert CONFIGURATION.is_valid({"rules": rules}), name


def test_validate_pyproject_takes_it() -> None:
    api = pytest.importorskip("validate_pyproject.api")
    plugins = import_module("validate_pyproject.plugins")
    errors = import_module("validate_pyproject.error_reporting")
    validator = api.Validator(extra_plugins=[plugins.PluginWrapper("pemlint", tool_schema)])
    good = tomli.loads(
        "[tool.pemlint]\nprofile = 'strict'\n[[tool.pemlint.ignore]]\nrule = 'cert'\nreason = 'x'\nuntil = 2026-12-31\n"
    )
    assert validator(good) == good
    with pytest.raises(errors.ValidationError, match=r"tool\.pemlint"):
        validator(tomli.loads("[tool.pemlint]\nprofil = 'strict'\n"))


def test_the_entry_point_leads_to_it() -> None:
    declared = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    module, _, name = declared["validate_pyproject.tool_schema"]["pemlint"].partition(":")
    assert getattr(import_module(module), name) is tool_schema
