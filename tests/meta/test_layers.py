"""Who may import whom, and who may touch the world: one table, held against the syntax tree of every module.

An import for type checkers alone counts like any other: what a signature names is known.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.meta import source

if TYPE_CHECKING:
    from tests.meta.source import Import

#: from low to high; a room imports only from floors below its own, and never a neighbour
FLOORS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "later once record retired",
        "baseline shard",
        "model der circumstances digests extras globs hosts linehash network quoting rules shell suggest toml",
        "pem x509 fingerprints forms manifests rule reporters outcome sharing watch wording",
        "batch crypto files ignores opinions redaction",
        "material",
        "file roles",
        "authorities holders remote",
        "effort",
        "store",
        "bundles contents anchors",
        "chains pairs",
        "clients frames mending parts",
        "checks",
        "registry",
        "policy",
        "exemptions",
        "plan",
        "config directives explain origins restrictions",
        "folding overrides subjects suppress",
        "assembling judging",
        "settling",
        "scene",
        "ahead completing engine fixer looking proposing",
        "views",
        "cli",
        "__main__",
    )
)

#: the only rooms that these may import
ONLY = {
    "files": {"globs", "manifests", "model", "pem", "rules", "record", "watch"},
    "reporters": {"baseline", "model", "quoting", "record", "shard"},
    "rule": {"model", "quoting", "record"},
    "views": {"looking", "reporters", "record"},
}

#: the only rooms that may import these; rules are found by the registry, by their names
ONLY_BY = {
    "__main__": set[str](),
    "checks": set[str](),
    "cli": {"__main__"},
    "outcome": {"assembling", "engine", "scene"},
    "engine": {"cli"},
    "files": {"cli"},
    "fixer": {"cli"},
    "looking": {"cli", "views"},
    "network": {"cli"},
    "reporters": {"cli", "views"},
    "views": {"cli"},
}

#: the generated halves of others
PARTS = {"defaults": "policy", "index": "registry"}

#: modules of others that only some rooms may import: the disk, processes, the clock, the environment, cryptography
WORLD = {
    "certifi": {"files"},
    "cryptography": {"crypto"},
    "glob": set[str](),
    "http": {"network"},
    "io": {"network"},
    "os": {"__main__", "cli", "files"},
    "pathlib": set[str](),
    "publicsuffixlist": {"hosts"},
    "random": set[str](),
    "rich": {"views"},
    "secrets": set[str](),
    "shutil": {"cli", "files"},
    "socket": {"network"},
    "ssl": {"network"},
    "stat": {"files"},
    "subprocess": {"files"},
    "sys": {"__main__", "cli"},
    "tempfile": {"files"},
    "time": {"cli"},
    "urllib.request": set[str](),
}
#: names that tell about the machine and change nothing
HARMLESS = {("sys", "byteorder")}

#: calls that read the clock or the disk without an import of their own
CLOCKS = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today")}
DISK = {"open"}


def _floor(room: str) -> int:
    found = [number for number, rooms in enumerate(FLOORS) if room in rooms]
    assert len(found) == 1, f"the room '{room}' stands {len(found)} times in the table of tests/meta/test_layers.py"
    return found[0]


def _part(room: str) -> str:
    return PARTS.get(room, room)


def _wrong(found: Import) -> str:
    """What is wrong with an import between rooms; empty for most of them."""
    here, there = _part(found.room), _part(found.target)
    if not there or here == there:
        return ""
    if there in {"__init__", "*"} or _floor(there) >= _floor(here):
        return f"{found}, which is not below it"
    if there not in ONLY.get(here, {there}):
        return f"{found}, but it may import only {', '.join(sorted(ONLY[here]))}"
    if here not in ONLY_BY.get(there, {here}):
        return f"{found}, which only {', '.join(sorted(ONLY_BY[there])) or 'nobody'} may import"
    return ""


def _outsider(found: Import) -> str:
    """What is wrong with an import from outside of pemlint."""
    whole = f"{found.module}.{found.name}" if f"{found.module}.{found.name}" in WORLD else found.module
    module = whole if whole in WORLD else whole.partition(".")[0]
    allowed = WORLD.get(module)
    if allowed is None or found.room in allowed or (found.module, found.name) in HARMLESS:
        return ""
    return f"{found}, which only {', '.join(sorted(allowed)) or 'nobody'} may import"


def test_every_room_stands_in_the_table_once() -> None:
    rooms = {_part(source.room(path)) for path in source.modules()} - {"__init__"}
    assert rooms | {"rules"} == set().union(*FLOORS)
    assert sum(map(len, FLOORS)) == len(set().union(*FLOORS))


def test_rooms_import_only_what_lies_below_them() -> None:
    assert [wrong for found in source.imports() if (wrong := _wrong(found))] == []


def test_a_check_imports_no_other_check() -> None:
    assert [str(found) for found in source.imports() if found.room == found.target == "checks"] == []


def test_the_world_is_touched_by_the_rooms_that_may() -> None:
    assert [wrong for found in source.imports() if (wrong := _outsider(found))] == []


def test_cryptography_is_imported_only_when_it_is_needed() -> None:
    early = [str(found) for found in source.imports() if found.module.startswith("cryptography") and found.at_once]
    assert early == []


def test_only_the_command_line_reads_the_clock() -> None:
    assert [at for at, room in _calls(CLOCKS) if room != "cli"] == []
    assert [room for _, room in _calls(CLOCKS)] == ["cli"]


def test_nobody_opens_files_by_the_builtin() -> None:
    assert [at for at, _ in _calls({("", name) for name in DISK})] == []


def _calls(wanted: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Where functions are called, as ``(what the function hangs on, its name)``, and in which room."""
    return [
        (f"{source.title(path)}:{node.lineno}", source.room(path))
        for path in source.modules()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and _called(node) in wanted
    ]


def _called(node: ast.Call) -> tuple[str, str]:
    if isinstance(node.func, ast.Name):
        return "", node.func.id
    if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
        return node.func.value.id, node.func.attr
    return "", ""


def _example(text: str, room: str) -> Import:
    (found,) = source.imports_of("pemlint/example.py", room, ast.parse(text))
    return found


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("from pemlint.engine import run", "store"),
        ("from pemlint.policy import Policy", "checks"),
        ("from pemlint import engine", "reporters"),
        ("from pemlint.material import Certificate", "reporters"),
        ("from pemlint.files import read_file", "engine"),
        ("from pemlint.checks.cert.expired import expired", "registry"),
        ("if TYPE_CHECKING:\n    from pemlint.chains import ChainAnalysis", "store"),
        ("def late():\n    from pemlint.cli import main", "crypto"),
        ("from pemlint.roles import file_role", "file"),
    ],
)
def test_a_wrong_import_would_be_found(text: str, room: str) -> None:
    assert _wrong(_example(text, room))


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("import os", "store"),
        ("import os.path", "engine"),
        ("from sys import argv", "reporters"),
        ("from urllib import request", "files"),
        ("from urllib.request import urlopen", "files"),
        ("def late():\n    from cryptography import x509", "material"),
    ],
)
def test_a_wrong_import_from_outside_would_be_found(text: str, room: str) -> None:
    assert _outsider(_example(text, room))


def test_what_is_done_at_once_is_told_from_what_is_done_later() -> None:
    assert _example("import cryptography", "crypto").at_once
    assert not _example("def late():\n    import cryptography", "crypto").at_once
    assert not _example("if TYPE_CHECKING:\n    import cryptography", "crypto").at_once
