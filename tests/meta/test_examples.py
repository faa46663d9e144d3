"""Every rule shows what it reports and what it does not, in files that anyone can open."""

from __future__ import annotations

import gc
import os
import re
from typing import TYPE_CHECKING

import pytest

from pemlint import registry
from pemlint.files import repository_root
from tests import platforms, recipes
from tests.e2e.everything import Everything
from tests.e2e.support import Outcome, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.recipes import Example

_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----(.*?)-----END ", re.DOTALL)

EXAMPLES = [example for rule_id in recipes.rule_ids() for example in recipes.examples(rule_id)]
BAD = [example for example in EXAMPLES if example.bad]
GOOD = [example for example in EXAMPLES if not example.bad]
#: every rule but those that ask another linter, which takes its time and need not be installed
EVERYTHING = ("--select", "ALL", "--ignore", "cert-pkilint-error,cert-pkilint-warning,cert-pkilint-note")


def _name(example: Example) -> str:
    return f"{example.rule}/{example.name}"


@pytest.fixture
def workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Workspace]:
    """A folder outside of Git that holds nothing but the example."""
    if repository_root(str(tmp_path)) is not None:
        pytest.skip("the folder for temporary files lies in a Git repository")
    monkeypatch.chdir(tmp_path)
    # the surroundings count: whether this is CI, and which permissions a file has
    for name in ("CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION"):
        monkeypatch.delenv(name, raising=False)
    mask = os.umask(0o022)
    yield Workspace(tmp_path, capfd)
    os.umask(mask)
    gc.enable()  # which a run turns off


def _replace(path: Path, kind: str) -> None:
    """Put what no repository can hold in place of a file."""
    if kind == "hole":
        os.truncate(path, 1 << 40)
        return
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(kind.removeprefix("-> "))


def _run(workspace: Workspace, example: Example, *arguments: str) -> Outcome:
    """Judge an example as it stands in the repository."""
    folder = recipes.FOLDER / example.rule
    for path in example.files:
        data = (folder / path).read_bytes()
        workspace.write(path.removeprefix(f"{example.name}/") if example.is_folder else path, data)
    for path, kind in example.instead.items():
        _replace(workspace.path / path, kind)
    if example.tracked:
        workspace.git("init", "--quiet")
        workspace.git("add", "--all")
    if example.config:
        workspace.write(recipes.CONFIGURATION, (folder / recipes.CONFIGURATION).read_bytes())
    outcome = workspace.check(*arguments, "--", "." if example.is_folder else example.name)
    if "needs what is not installed" in outcome.err:
        pytest.skip(outcome.err)
    assert outcome.status in {0, 1}, outcome.err
    return outcome


def _spoken(workspace: Workspace, example: Example, *arguments: str) -> Mapping[str, set[str]]:
    """The rules that speak about an example, by severity."""
    outcome = _run(workspace, example, *arguments)
    return {severity: {found.rule for found in outcome.of(severity)} for severity in ("error", "warning", "note")}


def _off_by_default() -> set[str]:
    from pemlint.cli.settings import loader

    return {rule_id for rule_id, setting in loader().policy("default").settings.items() if not setting.active}


OFF = _off_by_default()


def test_every_rule_has_a_recipe_with_both_sorts_of_example() -> None:
    assert recipes.rule_ids().keys() == registry.infos().keys()
    assert {example.rule for example in BAD} == {example.rule for example in GOOD} == registry.infos().keys()


def test_every_folder_of_examples_belongs_to_a_rule() -> None:
    folders = {path.name for path in recipes.FOLDER.iterdir()}
    assert folders == {*registry.infos(), platforms.FOLDER.name}


@pytest.mark.parametrize("rule_id", recipes.rule_ids())
def test_the_files_are_those_that_the_recipe_makes(rule_id: str) -> None:
    folder = recipes.FOLDER / rule_id
    present = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    made = recipes.files(rule_id)
    assert present.keys() == made.keys(), "run make docs"
    assert [name for name in made if present[name].read_bytes() != made[name]] == [], "run make docs"


@pytest.mark.parametrize("example", BAD, ids=_name)
def test_a_bad_example_gives_its_rule_and_no_other(workspace: Workspace, example: Example) -> None:
    off = example.rule in OFF
    spoken = _spoken(workspace, example, *(("--select", example.rule) if off else ()))
    assert example.rule in set().union(*spoken.values())
    others = frozenset() if off else example.also
    assert spoken["error"] | spoken["warning"] | {example.rule} == others | {example.rule}


@pytest.mark.parametrize("example", [example for example in BAD if example.rule in OFF], ids=_name)
def test_a_rule_that_is_off_is_silent_unless_it_is_selected(workspace: Workspace, example: Example) -> None:
    spoken = _spoken(workspace, example)
    assert example.rule not in set().union(*spoken.values())
    assert spoken["error"] | spoken["warning"] == example.also


@pytest.mark.parametrize("example", GOOD, ids=_name)
def test_a_good_example_gives_neither_its_rule_nor_anything_grave(workspace: Workspace, example: Example) -> None:
    if example.rule in OFF:
        assert example.rule not in set().union(*_spoken(workspace, example, "--select", example.rule).values())
    spoken = _spoken(workspace, example)
    assert example.rule not in spoken["note"]
    assert spoken["error"] | spoken["warning"] == set()


def _key_lines(example: Example) -> set[str]:
    """The lines of Base64 in the private keys of an example, the broken ones too; headers are no secret."""
    bodies = [body for data in example.files.values() for body in _PRIVATE_KEY.findall(data.decode("latin-1"))]
    return {
        line.strip() for body in bodies for line in body.splitlines() if len(line.strip()) >= 16 and ":" not in line
    }


WITH_KEYS = [example for example in EXAMPLES if _key_lines(example)]


def test_there_are_examples_with_keys() -> None:
    assert {example.rule.partition("-")[0] for example in WITH_KEYS} >= {"key", "bundle", "pem"}


@pytest.mark.parametrize("example", WITH_KEYS, ids=_name)
def test_nothing_of_a_private_key_is_said(
    workspace: Workspace, example: Example, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    Everything(monkeypatch, capfd)
    outcome = _run(workspace, example, *EVERYTHING, "--output-format", "sarif")
    assert "<testsuites" in outcome.out, "all formats are written"
    assert [line for line in _key_lines(example) if line in outcome.out] == []
