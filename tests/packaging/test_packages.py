"""What is declared of the package agrees with the tree."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import tomli

import pemlint
from tests.project import ROOT


@pytest.fixture(scope="module")
def pyproject() -> dict[str, Any]:
    return tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def modules() -> list[Path]:
    return sorted(path.relative_to(ROOT) for path in (ROOT / "pemlint").rglob("*.py"))


def test_list_of_packages_equals_the_folders(pyproject: dict[str, Any]) -> None:
    folders = {".".join(module.parent.parts) for module in modules()}
    assert pyproject["tool"]["setuptools"]["packages"] == sorted(folders | {"pemlint.rules"})


def test_every_folder_of_modules_is_a_package() -> None:
    for folder in {module.parent for module in modules()} | {Path("rules")}:
        assert (ROOT / folder / "__init__.py").is_file(), folder


def test_profiles_lie_flat_beside_one_docstring() -> None:
    held = {path.name for path in (ROOT / "rules").iterdir() if path.name != "__pycache__"}
    assert {Path(name).suffix for name in held - {"__init__.py"}} <= {".toml"}
    body = ast.parse((ROOT / "rules" / "__init__.py").read_text("utf-8")).body
    assert [type(statement) for statement in body] == [ast.Expr]


def test_version_is_the_same_everywhere(pyproject: dict[str, Any]) -> None:
    assert pyproject["project"]["version"] == pemlint.__version__
    assert re.search(
        rf"^## \[{re.escape(pemlint.__version__)}\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )


def test_dependencies_are_those_that_are_imported(pyproject: dict[str, Any]) -> None:
    imported = set[str]()
    for module in modules():
        for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module} has a relative import"
                imported.add((node.module or "").partition(".")[0])
    declared = {re.split(r"[<>=!~\[; ]", one, maxsplit=1)[0] for one in pyproject["project"]["dependencies"]}
    assert declared == imported - set(sys.stdlib_module_names) - {"pemlint"}


def test_every_dependency_has_a_lower_bound(pyproject: dict[str, Any]) -> None:
    project = pyproject["project"]
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert re.fullmatch(r"[a-z-]+>=[0-9.]+", requirement), requirement
