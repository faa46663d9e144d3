"""The source of pemlint as a syntax tree: which module imports what, and where."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[2] / "pemlint"


class Import(NamedTuple):
    """One imported name."""

    #: where it is written, as ``pemlint/store.py:10``
    at: str
    #: the room that imports: the name of the file or folder in ``pemlint``
    room: str
    #: the dotted module that is imported, or from which
    module: str
    #: the name that is taken from it; empty when the module is imported whole
    name: str
    #: outside of functions and of ``if TYPE_CHECKING``: done when the module is loaded
    at_once: bool

    @property
    def target(self) -> str:
        """The room that is imported; empty for anything outside of pemlint."""
        first, _, rest = self.module.partition(".")
        if first != "pemlint":
            return ""
        # What pemlint/__init__.py itself holds is no room.
        return rest.partition(".")[0] or ("" if self.name.startswith("__") else self.name)

    def __str__(self) -> str:
        return f"{self.at}: {self.room} imports {self.module}{f' ({self.name})' if self.name else ''}"


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def title(path: Path) -> str:
    """A module as ``pemlint/store.py``."""
    return path.relative_to(PACKAGE.parent).as_posix()


def room(path: Path) -> str:
    """The room that a module belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), title(path))


@cache
def imports() -> tuple[Import, ...]:
    """Every import of the package, those for type checkers included."""
    return tuple(found for path in modules() for found in imports_of(title(path), room(path), tree(path)))


def imports_of(name: str, belongs_to: str, module: ast.Module) -> list[Import]:
    """Every import of one module."""
    found = []
    for node, at_once in _walk(module, at_once=True):
        where = f"{name}:{getattr(node, 'lineno', 1)}"
        if isinstance(node, ast.Import):
            found += [Import(where, belongs_to, alias.name, "", at_once) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{where}: a relative import"
            assert node.module is not None
            found += [Import(where, belongs_to, node.module, alias.name, at_once) for alias in node.names]
    return found


def _walk(node: ast.AST, *, at_once: bool) -> list[tuple[ast.AST, bool]]:
    found = [(node, at_once)]
    for child in ast.iter_child_nodes(node):
        later = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or (
            isinstance(node, ast.If)
            and isinstance(node.test, ast.Name)
            and node.test.id == "TYPE_CHECKING"
            and child in node.body
        )
        found += _walk(child, at_once=at_once and not later)
    return found
