"""The wheel and the sdist hold the package whole: its modules, its types and every profile."""

from __future__ import annotations

import email
import importlib.util
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.project import ROOT, done, snapshot

if TYPE_CHECKING:
    from pathlib import Path


DATA = ("py.typed", "pemlint.schema.json", "bundle.schema.json")


class Archives(NamedTuple):
    tree: Path
    wheel: Path
    sdist: Path


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Archives:
    for needed in ("build", "setuptools"):
        if importlib.util.find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed")
    tree = snapshot(tmp_path_factory.mktemp("tree"))
    dist = tmp_path_factory.mktemp("dist")
    # Without --wheel or --sdist the wheel is built from the sdist: what one lacks the other cannot have.
    done(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(dist), str(tree), cwd=dist)
    (wheel,), (sdist,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    return Archives(tree, wheel, sdist)


def expected(tree: Path) -> dict[str, bytes]:
    """What the wheel installs below ``pemlint/``, by name."""
    code = {path.relative_to(tree).as_posix(): path for path in (tree / "pemlint").rglob("*.py")}
    rules = {f"pemlint/rules/{path.name}": path for path in (tree / "rules").iterdir() if path.is_file()}
    data = {f"pemlint/{name}": tree / "pemlint" / name for name in DATA}
    return {name: path.read_bytes() for name, path in (code | rules | data).items()}


def test_wheel_holds_the_package_and_nothing_else(archives: Archives) -> None:
    with zipfile.ZipFile(archives.wheel) as wheel:
        found = {name: wheel.read(name) for name in wheel.namelist() if ".dist-info/" not in name}
    assert found == expected(archives.tree)
    assert sum(name.endswith(".toml") for name in found) == len(list((ROOT / "rules").glob("*.toml")))


def test_sdist_holds_the_profiles_and_the_papers(archives: Archives) -> None:
    with tarfile.open(archives.sdist) as sdist:
        found = {name.partition("/")[2] for name in sdist.getnames()}
    profiles = {f"rules/{path.name}" for path in (archives.tree / "rules").glob("*.toml")}
    assert profiles | {"LICENSE", "README.md", "pyproject.toml", "rules/__init__.py"} <= found


def test_metadata(archives: Archives) -> None:
    with zipfile.ZipFile(archives.wheel) as wheel:
        (folder,) = {name.partition("/")[0] for name in wheel.namelist() if ".dist-info/" in name}
        metadata = email.message_from_bytes(wheel.read(f"{folder}/METADATA"))
        scripts = wheel.read(f"{folder}/entry_points.txt").decode()
        licence = wheel.read(f"{folder}/licenses/LICENSE")
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert scripts.split("\n")[:2] == ["[console_scripts]", "pemlint = pemlint.cli:entry"]
    assert "[validate_pyproject.tool_schema]\npemlint = pemlint.cli.schema:tool_schema" in scripts
    assert licence == (ROOT / "LICENSE").read_bytes()
