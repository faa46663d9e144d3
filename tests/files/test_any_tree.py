"""Whatever a tree looks like: no exception, each file once, equal answers to equal questions."""

from __future__ import annotations

import contextlib
import os
import tempfile
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pemlint.files import Inputs, collect
from tests.files.workspace import BLOCK, Leaving, Workspace, lines, outside_git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = st.sampled_from(
    [
        "a",
        "b",
        "a.pem",
        "b.KEY",
        "c.crt",
        "x.bundle.toml",
        "y.bundle.toml",
        "d e",
        "f\n",
        "-",
        "--x.pem",
        ".git",
        "\udcff.pem",
    ]
)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
REFERENCES = st.lists(st.one_of(NAMES, st.sampled_from(["..", ".", "", "/"])), max_size=4).map("/".join)
CONTENTS = st.one_of(
    st.sampled_from([b"", BLOCK, b"\0" + BLOCK, b"hello"]),
    st.lists(REFERENCES, max_size=4).map(lambda paths: "\n".join(paths).encode("utf-8", "surrogateescape")),
)
NODES = st.one_of(
    st.tuples(st.just("file"), CONTENTS),
    st.tuples(st.just("link"), REFERENCES),
    st.tuples(st.just("pipe"), st.none()),
    st.tuples(st.just("folder"), st.none()),
)
REASONS = {"missing", "outside", "directory", "unreadable", "special", "too-large", "changing"}
IN_FOLDERS = REASONS - {"missing", "directory"} | {"broken-link", "too-deep"}
# Nothing absolute: a test that walks the whole machine would take its time.
ARGUMENTS = st.lists(st.one_of(REFERENCES, st.text(max_size=5), st.just("-")), max_size=5).map(
    lambda arguments: [argument.lstrip("/") for argument in arguments]
)


def plant(workspace: Workspace, path: str, node: tuple[str, object]) -> None:
    """Put something at a path, if what is there already lets it."""
    kind, value = node
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(workspace.at(path)), exist_ok=True)
        if isinstance(value, bytes) and not os.path.lexists(workspace.at(path)):
            workspace.write(path, value)
        elif kind == "link":
            os.symlink(str(value).lstrip("/") or ".", workspace.at(path))
        elif kind == "pipe":
            os.mkfifo(workspace.at(path))
        elif kind == "folder":
            os.mkdir(workspace.at(path))


def check(inputs: Inputs) -> None:
    paths = [source.repo_path for source in inputs.sources]
    assert paths == sorted(set(paths))
    for source in inputs.sources:
        assert (source.path + source.repo_path).encode("utf-8")
        assert source.git in {"", "tracked", "untracked", "ignored"}
    assert set(inputs.manifests) <= set(inputs.sources)
    assert set(inputs.resolved.values()) <= set(paths)
    assert not inputs.resolved.keys() & inputs.absent.keys()
    assert {absent.reason for absent in inputs.absent.values()} <= REASONS
    assert inputs.files >= len(inputs.sources)
    for fault in inputs.faults:
        assert (fault.path + fault.message).encode("utf-8")
    assert not {each.source for each in inputs.unread} & set(inputs.sources)
    for each in inputs.unread:
        assert each.reason in IN_FOLDERS
        assert (each.source.path + each.detail).encode("utf-8")


def explore(folder: str, tree: dict[str, tuple[str, object]], arguments: list[str], *, git: bool) -> None:
    workspace = outside_git_unless(git, folder)
    for path, node in tree.items():
        plant(workspace, path, node)

    def run(given: list[str], exclude: Leaving) -> Inputs:
        return collect(
            given, cwd=folder, root=folder, exclude=exclude, force_exclude=False, stdin=BLOCK, declared=lines
        )

    for exclude in (Leaving(), Leaving("a", "c.crt")):
        inputs = run(arguments, exclude)
        check(inputs)
        assert run([*reversed(arguments), *arguments], exclude) == inputs
    for source in run(["."], Leaving()).sources:
        assert source.path == source.repo_path


def outside_git_unless(git: bool, folder: str) -> Workspace:
    from pathlib import Path

    return Workspace(Path(folder)).init() if git else outside_git(Path(folder))


@contextlib.contextmanager
def nested(tmp_path: Path) -> Iterator[str]:
    """A folder so deep that links and arguments upward still end among the files of the test."""
    with tempfile.TemporaryDirectory(dir=tmp_path) as top:
        folder = os.path.join(os.path.realpath(top), *["up"] * 12)
        os.makedirs(folder)
        yield folder


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=st.dictionaries(PATHS, NODES, max_size=10), arguments=ARGUMENTS)
def test_any_tree(tmp_path: Path, tree: dict[str, tuple[str, object]], arguments: list[str]) -> None:
    with nested(tmp_path) as folder:
        explore(folder, tree, arguments, git=False)


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=st.dictionaries(PATHS, NODES, max_size=10), arguments=ARGUMENTS)
def test_any_repository(tmp_path: Path, tree: dict[str, tuple[str, object]], arguments: list[str]) -> None:
    with nested(tmp_path) as folder:
        explore(folder, tree, arguments, git=True)
