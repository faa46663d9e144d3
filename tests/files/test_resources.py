"""Configurations, built-in profiles, public roots."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pemlint.files import CONFIGURATION_NAMES, find_configuration, profile, profile_names, public_roots, resources
from pemlint.model import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.files.workspace import Workspace

TABLE = b"[tool.pemlint]\nprofile = 'strict'\n"


def test_the_nearest_configuration_holds(plain: Workspace) -> None:
    top = plain.write("pemlint.toml", b"top")
    near = plain.write("a/pemlint.toml", b"near")
    os.makedirs(plain.at("a/b/c"))
    root = str(plain.path)
    assert find_configuration(plain.at("a/b/c"), root) == (near, b"near")
    assert find_configuration(plain.at("a"), root) == (near, b"near")
    assert find_configuration(root, root) == (top, b"top")
    assert find_configuration(plain.at("a/b/c"), None) == (near, b"near")


def test_the_search_stops_at_the_root(plain: Workspace) -> None:
    plain.write("pemlint.toml", b"")
    os.makedirs(plain.at("a/b"))
    assert find_configuration(plain.at("a/b"), plain.at("a")) is None
    assert find_configuration(plain.at("a/b"), plain.at("a/b")) is None


def test_which_name_holds_in_one_folder(plain: Workspace) -> None:
    root = str(plain.path)
    project = plain.write("pyproject.toml", TABLE)
    assert find_configuration(root, root) == (project, TABLE)
    hidden = plain.write(".pemlint.toml", b"")
    assert find_configuration(root, root) == (hidden, b"")
    own = plain.write("pemlint.toml", b"")
    assert find_configuration(root, root) == (own, b"")


@pytest.mark.parametrize(
    ("data", "is_ours"),
    [
        (TABLE, True),
        (b"[tool.pemlint.rules.cert-expired]\nseverity = 'note'\n", True),
        (b"[[tool.pemlint.ignore]]\npaths = 'a'\n", True),
        (b"[tool]\npemlint = {}\n", True),
        (b'["tool"."pemlint"]\n', True),
        (b"[project]\nname = 'x'\n", False),
        (b"[project]\ndependencies = ['pemlint']\n", False),
        (b"[tool.pemlinter]\n", False),
        (b"tool = 'pemlint'\n", False),
        (b"", False),
        # Broken: given to the reader of configurations if it means to be one.
        (b"[tool.pemlint]\nprofile = \n", True),
        (b"[[tool.pemlint.ignore]]\npaths = \n", True),
        (b"[project\ndependencies = ['pemlint']\n", False),
        (b"\xff\n[tool.pemlint]\n", True),
        (b"pemlint = " + b"[" * 100_000, False),
    ],
)
def test_a_project_file_counts_only_with_our_table(plain: Workspace, data: bytes, is_ours: bool) -> None:
    path = plain.write("pyproject.toml", data)
    found = find_configuration(str(plain.path), str(plain.path))
    assert found == ((path, data) if is_ours else None)


def test_a_configuration_that_cannot_be_read_is_a_fault(plain: Workspace) -> None:
    plain.write("pyproject.toml", TABLE)
    os.mkfifo(plain.at("pemlint.toml"))
    found = find_configuration(str(plain.path), str(plain.path))
    assert found == Fault("is not a regular file", plain.at("pemlint.toml"))


def test_a_folder_with_the_name_of_a_configuration_is_none(plain: Workspace) -> None:
    os.mkdir(plain.at("pemlint.toml"))
    assert find_configuration(str(plain.path), str(plain.path)) is None


def test_built_in_profiles() -> None:
    names = profile_names()
    assert "default" in names
    assert list(names) == sorted(names)
    for name in names:
        data = profile(name)
        assert data is not None
        assert data.strip()


@pytest.mark.parametrize("name", ["", "no-such", "../pyproject", "default.toml", "a\0b", "/etc/passwd", "__init__.py"])
def test_other_names_are_no_profiles(name: str) -> None:
    assert profile(name) is None


def test_an_installation_without_its_data(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pemlint.rules.__file__", plain.at("gone/__init__.py"))
    assert profile_names() == ()
    assert profile("default") is None
    monkeypatch.setattr("certifi.where", lambda: plain.at("gone.pem"))
    assert public_roots() == b""


def test_public_roots() -> None:
    assert public_roots().count(b"-----BEGIN CERTIFICATE-----") > 100


def test_importing_costs_little() -> None:
    code = "import sys; before = set(sys.modules); import pemlint.files; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-S", "-c", code], check=True, capture_output=True, text=True)
    dear = {
        "certifi",
        "cryptography",
        "dataclasses",
        "inspect",
        "logging",
        "pathlib",
        "shutil",
        "subprocess",
        "tempfile",
    }
    assert not dear & set(done.stdout.split())


@pytest.mark.parametrize("name", CONFIGURATION_NAMES)
def test_a_configuration_that_leads_out_is_refused_unread(
    plain: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    outside = tmp_path / "elsewhere.toml"
    outside.write_bytes(TABLE)
    plain.link(name, str(outside))
    root = str(plain.path)
    monkeypatch.setattr(resources, "read", lambda _: pytest.fail("it was read"))
    for stop in (root, None):
        refused = find_configuration(root, stop)
        assert refused == Fault("is a symbolic link that leads out of the repository or folder", plain.at(name))


def test_a_configuration_behind_a_link_inside_is_read(plain: Workspace) -> None:
    plain.write("ci/lint.toml", TABLE)
    plain.link("pemlint.toml", "ci/lint.toml")
    root = str(plain.path)
    assert find_configuration(root, root) == (plain.at("pemlint.toml"), TABLE)
    plain.link("sub/pemlint.toml", "../ci/lint.toml")
    assert find_configuration(plain.at("sub"), root) == (plain.at("sub/pemlint.toml"), TABLE)
