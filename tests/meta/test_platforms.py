"""Every platform has a bundle that it accepts, and for each of its restrictions one that it refuses because of it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from pemlint.cli import main
from pemlint.cli.settings import loader
from pemlint.files import profile_names, repository_root
from pemlint.model import Severity
from tests import platforms
from tests.builder import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pemlint.rule import Setting

LOADER = loader()
PLATFORMS = [name for name in profile_names() if LOADER.policy(name).platform]
#: what the layout of an example does to platforms that want another one, and what a missing root does
LAYOUT = {
    "bundle-chain-apart",
    "bundle-key-apart",
    "bundle-key-with-certificate",
    "bundle-part-missing",
    "bundle-several-certificates",
    "chain-contains-root",
    "chain-missing",
    "chain-root-missing",
    "chain-root-unknown",
    "pem-layout-not-allowed",
}
#: what a case has beside the restriction that it shows
BESIDE = {
    "cert-version-not-3": {"cert-extended-key-usage-missing", "cert-san-missing"},
    "key-format-not-allowed": {"cert-key-algorithm-not-allowed"},
    "chain-contains-leaf": {"chain-duplicate-certificate"},
    "chain-issuer-missing": {"chain-unrelated-certificate"},
}


def restrictions(profile: str) -> Iterator[tuple[str, Severity]]:
    """What a profile asks for beyond ``default``, as far as it refuses or warns."""
    base = LOADER.policy("default").settings
    own = _entries(profile)
    for rule_id, setting in LOADER.policy(profile).settings.items():
        if rule_id in own and setting.severity >= Severity.WARNING:
            yield from _of_rule(rule_id, setting, base[rule_id])


def _entries(profile: str) -> set[str]:
    """The rules that a profile, or one that it extends, speaks of."""
    import tomli

    from pemlint.files import profile as text

    table = tomli.loads((text(profile) or b"").decode())
    parent = table["extends"]
    return {*table["rules"], *(_entries(parent) if parent != "default" else ())}


def _of_rule(rule_id: str, setting: Setting, base: Setting) -> Iterator[tuple[str, Severity]]:
    options = {name: value for name, value in setting.options.items() if base.options.get(name) != value}
    limits = [name for name in options if name.startswith("max_")]
    words = [word for name in options if name == "forbid" for word in options[name]]
    several = len(limits) > 1 or rule_id == "bundle-too-large"
    for name in limits if several else ():
        yield f"{rule_id}:{name.replace('_', '-')}", setting.severity
    for word in words:
        yield f"{rule_id}:{word}", setting.severity
    if not several and not words:
        yield rule_id, setting.severity
    if options.get("even_from_root"):
        yield f"{rule_id}:even-from-root", setting.severity
    for word in ("doubtful", "short-lived"):
        if word in setting.by_role and (word != "doubtful" or options.get("doubtful")):
            yield f"{rule_id}:{word}", setting.by_role[word]


class Judged:
    """What every platform says of a bundle, by its name; each is judged once, alone in a folder."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._folder, self._capture, self._patch = folder, capture, patch

    def by_profile(self, name: str) -> Mapping[str, dict[str, Any]]:
        if name not in _JUDGED:
            # outside of Git, where nobody can say that a key is tracked
            folder = self._folder / name
            folder.mkdir()
            for path, data in platforms.contents(name).items():
                (folder / path).write_bytes(data)
            self._patch.chdir(folder)
            self._capture.readouterr()
            command = ["platforms", "--isolated", "--now", f"{NOW:%Y-%m-%d}", "--output-format", "json"]
            status = main([*command, "site.bundle.toml"])
            out, err = self._capture.readouterr()
            assert (status, err) == (0, "")
            (bundle,) = json.loads(out)["bundles"]
            _JUDGED[name] = {standing["profile"]: standing for standing in bundle["platforms"]}
        return _JUDGED[name]


_JUDGED: dict[str, Mapping[str, dict[str, Any]]] = {}


@pytest.fixture
def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Judged:
    if repository_root(str(tmp_path)) is not None:
        pytest.skip("the folder for temporary files lies in a Git repository")
    return Judged(tmp_path, capfd, monkeypatch)


@cache
def _restrictions(profile: str) -> dict[str, Severity]:
    return dict(restrictions(profile))


def test_every_platform_is_here_and_nothing_else() -> None:
    assert sorted(platforms.EXPECTATIONS) == sorted(PLATFORMS)
    assert len(PLATFORMS) >= 23


@pytest.mark.parametrize("profile", PLATFORMS)
def test_every_restriction_has_a_bundle(profile: str) -> None:
    assert sorted(platforms.EXPECTATIONS[profile].refused) == sorted(_restrictions(profile))
    assert platforms.EXPECTATIONS[profile].accepted


@pytest.mark.parametrize("profile", PLATFORMS)
def test_what_is_good_is_taken(judged: Judged, profile: str) -> None:
    for name in platforms.EXPECTATIONS[profile].accepted:
        standing = judged.by_profile(name)[profile]
        assert (name, standing["takes"], standing["reasons"]) == (name, "yes", [])


@pytest.mark.parametrize("profile", PLATFORMS)
def test_each_restriction_refuses_its_bundle(judged: Judged, profile: str) -> None:
    for cause, name in platforms.EXPECTATIONS[profile].refused.items():
        reasons = judged.by_profile(name)[profile]["reasons"]
        rule = cause.partition(":")[0]
        found = [each for each in reasons if each["rule"] == rule]
        severity = _restrictions(profile)[cause]
        assert severity.label in {each["severity"] for each in found}, (cause, name, reasons)
        assert {each["why"] for each in found} == {LOADER.policy(profile).settings[rule].why}
        others = {each["rule"] for each in reasons} - {rule} - LAYOUT - BESIDE.get(rule, set())
        assert others == set(), (cause, name, others)


def test_every_bundle_is_used_and_kept_as_it_is_made() -> None:
    used = {name for each in platforms.EXPECTATIONS.values() for name in (*each.accepted, *each.refused.values())}
    assert used == set(platforms.names())
    present = {path.relative_to(platforms.FOLDER).as_posix() for path in platforms.FOLDER.rglob("*") if path.is_file()}
    made = dict(platforms.files())
    assert present == made.keys(), "run make docs"
    assert [name for name, data in made.items() if (platforms.FOLDER / name).read_bytes() != data] == [], (
        "run make docs"
    )
