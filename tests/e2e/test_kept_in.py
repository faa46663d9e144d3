"""What a tree under test cannot make pemlint do: run its code, or read what lies outside of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests import builder
from tests.e2e.support import NOW, Workspace, one_line, program

if TYPE_CHECKING:
    from pathlib import Path

#: modules that a run imports, of the standard library, of others, and our own
SHADOWED = ("argparse", "json", "tomli", "typing", "subprocess", "certifi", "cryptography", "rich", "sitecustomize")

#: valid, and if it were read the finding would be gone
MILD = '[rules]\ncert-expired = "off"\n'


@pytest.fixture
def tree(workspace: Workspace) -> Workspace:
    """A repository with an expired certificate; beside it a profile that is none of its business."""
    workspace.write("old.crt", builder.server(not_after=builder.NOW - timedelta(days=1)).pem)
    workspace.write("../outside/own.toml", MILD)
    workspace.write("../outside/pemlint.toml", MILD)
    workspace.git("init", "--quiet")
    return workspace


def test_modules_in_the_working_directory_are_not_imported(workspace: Workspace) -> None:
    for name in SHADOWED:
        workspace.write(f"{name}.py", "raise SystemExit(99)\n")
    workspace.write("site.pem", builder.server().pem + builder.intermediate().pem + builder.root().pem)
    for command in ("check", "chain"):
        outcome = program(command, "--now", NOW, cwd=workspace.path)
        assert (outcome.status, outcome.err) == (0, "")


NAMING = {
    "profile": "profile = '{}'\n",
    "extends": "extends = '{}'\n",
    "override": "[[override]]\npaths = '**'\nprofile = '{}'\n",
    "extends of a profile": "profile = './inside.toml'\n",
}
WAYS = ("../outside/own.toml", "{outside}/own.toml", "./link.toml", "folder/own.toml", "./.git/own.toml")


@pytest.mark.parametrize("key", NAMING)
@pytest.mark.parametrize("way", WAYS)
def test_a_configuration_names_nothing_outside(tree: Workspace, key: str, way: str) -> None:
    outside = tree.path.parent / "outside"
    (tree.path / "link.toml").symlink_to("../outside/own.toml")
    (tree.path / "folder").symlink_to(outside)
    tree.write(".git/own.toml", MILD)
    way = way.format(outside=outside)
    tree.write("inside.toml", f"extends = '{way}'\n")
    tree.write("pemlint.toml", NAMING[key].format(way))
    outcome = tree.check()
    assert (outcome.status, outcome.out) == (2, "")
    assert tree.run("config") == outcome
    assert one_line(outcome.err) == f"{way}: it lies outside the repository; only the command line may name such a file"


@pytest.mark.parametrize("way", WAYS)
def test_a_manifest_names_no_profile_outside(tree: Workspace, way: str) -> None:
    outside = tree.path.parent / "outside"
    (tree.path / "link.toml").symlink_to("../outside/own.toml")
    (tree.path / "folder").symlink_to(outside)
    tree.write(".git/own.toml", MILD)
    tree.write("x.bundle.toml", f"[bundle]\nprofile = '{way.format(outside=outside)}'\ncertificate = 'old.crt'\n")
    outcome = tree.check()
    assert "it lies outside the repository" in outcome.finding("bundle-manifest-invalid")["message"]
    assert outcome.finding("cert-expired")["severity"] == "error"


def test_the_search_for_a_configuration_ends_at_the_repository(tree: Workspace) -> None:
    tree.write("../pemlint.toml", MILD)
    assert tree.check().finding("cert-expired")["severity"] == "error"


@pytest.mark.parametrize("name", ["pemlint.toml", ".pemlint.toml", "pyproject.toml"])
def test_a_configuration_is_no_link_that_leads_out(tree: Workspace, name: str) -> None:
    (tree.path / name).symlink_to("../outside/pemlint.toml")
    outcome = tree.check()
    assert (outcome.status, outcome.out) == (2, "")
    assert "leads out of the repository" in one_line(outcome.err)


def test_a_tree_beside_the_one_that_is_checked_keeps_to_itself(tree: Workspace, tmp_path: Path) -> None:
    """A manifest elsewhere that somebody names, and a profile in its tree that leads out of it."""
    other = tmp_path / "other"
    tree.write(str(other / "x.bundle.toml"), "[bundle]\nprofile = '../outside/own.toml'\ncertificate = 'a.crt'\n")
    tree.write(str(other / "a.crt"), (tree.path / "old.crt").read_bytes())
    outcome = tree.check(str(other))
    assert "it lies outside the repository" in outcome.finding("bundle-manifest-invalid")["message"]


def test_what_the_user_names_may_lie_anywhere_and_name_anything(tree: Workspace, tmp_path: Path) -> None:
    tree.write(str(tmp_path / "mine/deep/pemlint.toml"), "profile = '../own.toml'\n")
    tree.write(str(tmp_path / "mine/own.toml"), "extends = '../outside/own.toml'\n")
    assert tree.found("--config", "../mine/deep/pemlint.toml") == []
    assert tree.found("--profile", "../mine/own.toml") == []
    assert tree.run("rules", "--profile", "../mine/own.toml").status == 0
    # What lies in the tree is its author's, whoever names it.
    tree.write("ci/own.toml", "extends = '../../outside/own.toml'\n")
    tree.write("ci/pemlint.toml", "profile = './own.toml'\n")
    for arguments in (("--config", "ci/pemlint.toml"), ("--profile", "ci/own.toml")):
        assert "it lies outside the repository" in one_line(tree.check(*arguments).err)
