"""Files are changed in one place, whose promise is that of SECURITY.md: nobody else calls what changes them."""

from __future__ import annotations

import ast
import re

import pytest

from tests.meta import source

#: the modules that may
PLACE = {"pemlint/files/staging.py", "pemlint/files/writing.py"}

#: what changes a file, a folder or the rights on them
CHANGING = frozenset(
    (
        *("chmod", "chown", "fchmod", "fchown", "lchmod", "lchown", "setxattr", "removexattr", "utime"),
        *("link", "symlink", "mkdir", "makedirs", "mkfifo", "mknod", "remove", "unlink", "rmdir", "removedirs"),
        *("rename", "renames", "replace", "truncate", "ftruncate", "write", "pwrite", "writev", "sendfile"),
        *("copy", "copy2", "copyfile", "copyfileobj", "copymode", "copystat", "copytree", "move", "rmtree"),
        *("NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "mkdtemp", "mkstemp"),
    )
)
MODULES = {"os", "shutil", "tempfile"}
#: what lets ``os.open`` write
WRITING = {"O_WRONLY", "O_RDWR", "O_CREAT", "O_APPEND", "O_TRUNC"}


def _changes(tree: ast.AST) -> list[int]:
    """The lines on which something is named that changes the disk."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt | ast.expr) and _is_one(node)]


def _is_one(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and node.value.id in MODULES and node.attr in CHANGING | WRITING
    if isinstance(node, ast.ImportFrom):
        return node.module in MODULES and not {alias.name for alias in node.names}.isdisjoint(
            {*CHANGING, *WRITING, "*"}
        )
    return False


def test_files_are_changed_in_one_place() -> None:
    candidates = [path for path in source.modules() if re.search(r"\b(os|shutil|tempfile)\b", path.read_text("utf-8"))]
    found = {f"{source.title(path)}:{line}" for path in candidates for line in _changes(source.tree(path))}
    elsewhere = {at for at in found if at.partition(":")[0] not in PLACE}
    # the null device is opened to take what nobody reads, and pipes lead from one process to another
    assert {at.partition(":")[0] for at in elsewhere} == {"pemlint/cli/processes.py", "pemlint/cli/streams.py"}
    assert {at.partition(":")[0] for at in found} > PLACE


@pytest.mark.parametrize(
    "text",
    ["os.unlink(x)", "from os import replace", "shutil.copy(x, y)", "os.open(x, os.O_RDWR)", "from tempfile import *"],
)
def test_another_place_would_be_found(text: str) -> None:
    assert _changes(ast.parse(text)) == [1]
