"""What arguments name: files, folders, standard input."""

from __future__ import annotations

import os
import random
import socket
from typing import TYPE_CHECKING

import pytest

from pemlint.files import reading
from pemlint.model import Source
from tests.files.workspace import BLOCK, Workspace, context, messages, source, targets

if TYPE_CHECKING:
    from pathlib import Path

YAML = b"data: |\n  " + BLOCK.replace(b"\n", b"\n  ")


def test_a_file_is_a_target(workspace: Workspace) -> None:
    workspace.write("certs/a.pem")
    inputs = workspace.collect("certs/a.pem")
    (found,) = inputs.sources
    assert (found.path, found.repo_path, found.data) == ("certs/a.pem", "certs/a.pem", BLOCK)
    assert found.tls
    assert found.target
    assert inputs.files == 1
    assert (inputs.faults, inputs.unread, inputs.excluded, inputs.scanned) == ((), (), 0, ())


def test_a_folder_gives_tls_files_and_files_with_a_block(workspace: Workspace) -> None:
    workspace.write("certs/a.pem")
    workspace.write("certs/deep/deeper/b.KEY", b"no block, but a key by its name")
    workspace.write("values.yaml", YAML)
    workspace.write("notes.txt", b"nothing of interest")
    workspace.write("program.bin", b"\0" + BLOCK)
    inputs = workspace.collect(".")
    assert targets(inputs) == ["certs/a.pem", "certs/deep/deeper/b.KEY", "values.yaml"]
    assert not source(inputs, "values.yaml").tls
    assert inputs.files == 5
    assert inputs.scanned == ("",)


@pytest.mark.parametrize(
    "name", ["a.PEM", "a.Crt", "A.CA-BUNDLE", "ca-bundle", "CA-Bundle", ".pem", "a.b.p12", "x.JKS"]
)
def test_extensions_are_compared_without_case(workspace: Workspace, name: str) -> None:
    workspace.write(name, b"")
    assert source(workspace.collect("."), name).tls


@pytest.mark.parametrize("name", ["pem", "a.pem.txt", "apem", "a.keys", "my-ca-bundle"])
def test_other_names_are_not_tls(workspace: Workspace, name: str) -> None:
    workspace.write(name)
    assert not source(workspace.collect("."), name).tls


def test_a_named_file_without_a_block_is_read_and_no_source(workspace: Workspace) -> None:
    workspace.write("README", b"hello")
    inputs = workspace.collect("README")
    assert (inputs.sources, inputs.files, inputs.faults) == ((), 1, ())


@pytest.mark.parametrize("offset", [0, 1, 256 * 1024 - 5, 256 * 1024, 512 * 1024 - 1, 1024 * 1024 - 10])
def test_a_block_is_found_wherever_it_begins(plain: Workspace, offset: int) -> None:
    data = b"x" * offset + BLOCK + b"y" * (2 * 1024 * 1024)
    plain.write("a.txt", data)
    assert source(plain.collect("."), "a.txt").data == data


def test_no_arguments_no_inputs(workspace: Workspace) -> None:
    workspace.write("a.pem")
    inputs = workspace.collect()
    assert (inputs.sources, inputs.files, inputs.faults) == ((), 0, ())


def test_a_working_directory_below_the_root(workspace: Workspace) -> None:
    workspace.write("certs/a.pem")
    workspace.write("b.pem")
    inputs = workspace.collect("a.pem", "../b.pem", cwd="certs")
    assert [(s.path, s.repo_path) for s in inputs.sources] == [("../b.pem", "b.pem"), ("a.pem", "certs/a.pem")]
    assert workspace.collect(".", cwd="certs").scanned == ("certs",)
    assert targets(workspace.collect("..", cwd="certs")) == ["b.pem", "certs/a.pem"]


def test_an_absolute_argument_is_shown_relative(workspace: Workspace) -> None:
    path = workspace.write("certs/a.pem")
    assert workspace.collect(path) == workspace.collect("certs/a.pem") == workspace.collect("./certs//../certs/a.pem")


def test_an_argument_outside_of_the_root_is_shown_whole(workspace: Workspace, tmp_path: Path) -> None:
    path = Workspace(tmp_path).write("elsewhere/a.pem")
    (found,) = workspace.collect(path).sources
    assert (found.path, found.repo_path, found.target) == (path, path, True)


def test_the_same_file_by_several_names_is_read_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workspace.write("a.pem")
    workspace.link("b.crt", "a.pem")
    workspace.link("c.txt", "b.crt")
    opened: list[str] = []
    real_open = os.open

    def counting(name: str, *rest: int, **more: int) -> int:
        opened.append(name)
        return real_open(name, *rest, **more)

    monkeypatch.setattr(os, "open", counting)
    inputs = workspace.collect("a.pem", "b.crt", "c.txt", ".", path, "a.pem")
    assert targets(inputs) == ["a.pem"]
    assert opened.count("a.pem") == 1
    assert not {"b.crt", "c.txt"} & set(opened)


def test_a_link_with_a_tls_name_makes_its_target_a_tls_file(workspace: Workspace) -> None:
    workspace.write("versions/1")
    workspace.link("current.pem", "versions/1")
    for arguments in (("current.pem",), (".",), ("versions/1", "current.pem")):
        inputs = workspace.collect(*arguments)
        assert targets(inputs) == ["versions/1"]
        assert source(inputs, "versions/1").tls


def test_links_in_folders_do_not_lead_out(workspace: Workspace, tmp_path: Path) -> None:
    outer = Workspace(tmp_path).write("elsewhere/secret.pem")
    workspace.link("out.pem", outer)
    workspace.link("folder", os.path.dirname(outer))
    workspace.link("parent", "..")
    workspace.link("here", ".")
    workspace.link("dangling.pem", "nowhere")
    workspace.link("loop.pem", "loop.pem")
    workspace.link("ping.pem", "pong.pem")
    workspace.link("pong.pem", "ping.pem")
    inputs = workspace.collect(".")
    assert (inputs.sources, inputs.faults) == ((), ())
    for argument in ("out.pem", "folder", "folder/secret.pem"):
        named = workspace.collect(argument)
        if workspace.is_repository:
            # A list of changed files may name it, and its author alone knows where it leads.
            assert named.sources == ()
            assert messages(named) == [(argument, "is a symbolic link that leads out of its repository")]
        else:
            # Named by the user, whose own link it is.
            assert targets(named) == [outer]


def test_a_folder_outside_of_the_root_is_walked_with_the_links_inside_it(workspace: Workspace, tmp_path: Path) -> None:
    other = Workspace(tmp_path / "other")
    path = other.write("a.pem")
    other.link("b.pem", "a.pem")
    other.link("c.pem", workspace.write("inner.pem"))
    inputs = workspace.collect(str(other.path))
    assert targets(inputs) == [path, "inner.pem"]
    assert inputs.scanned == (str(other.path),)


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("nothing.pem", "no such file or directory"),
        ("", "'' is not a possible file name"),
        ("a\0b", "is not a possible file name"),
        ("\ud800", "is not a possible file name"),
        ("x" * 5000, "file name too long"),
        ("a.pem/", "not a directory"),
        ("dangling.pem", "no such file or directory"),
        ("loop.pem", "too many levels of symbolic links"),
        ("pipe.pem", "is not a regular file"),
        ("socket.pem", "is not a regular file"),
        ("/dev/null", "is not a regular file"),
    ],
)
def test_an_argument_that_cannot_be_read_is_a_fault(
    workspace: Workspace, argument: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.write("a.pem")
    workspace.link("dangling.pem", "nowhere")
    workspace.link("loop.pem", "loop.pem")
    os.mkfifo(workspace.at("pipe.pem"))
    monkeypatch.chdir(workspace.path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.pem")
        inputs = workspace.collect(argument, "a.pem")
    ((path, said),) = messages(inputs)
    assert said == message
    path.encode("utf-8")
    assert targets(inputs) == ["a.pem"]


ODD = [
    "a b.pem",
    "a\nb.pem",
    "a'\"b.pem",
    "--config=x.pem",
    "-",
    "*.pem",
    "[a].pem",
    ":(top)a.pem",
    "\\.pem",
    "ü.pem",
    "\u202e.pem",
]


@pytest.mark.parametrize("name", [name for name in ODD if name != "-"])
def test_odd_names(workspace: Workspace, name: str) -> None:
    workspace.write(name)
    assert targets(workspace.collect(name)) == [name]
    workspace.write("folder/" + name)
    assert targets(workspace.collect("folder")) == ["folder/" + name]


def test_a_file_named_like_standard_input(workspace: Workspace) -> None:
    workspace.write("-")
    assert targets(workspace.collect("./-")) == ["-"]


def test_names_that_are_not_utf8(workspace: Workspace) -> None:
    try:
        workspace.write(b"caf\xe9/\xff.pem")
    except OSError:
        pytest.skip("the file system takes only names in UTF-8")
    for argument in (".", os.fsdecode(b"caf\xe9"), os.fsdecode(b"caf\xe9/\xff.pem")):
        inputs = workspace.collect(argument)
        (found,) = inputs.sources
        assert found.path == found.repo_path == r"caf\xe9/\xff.pem"
        assert found.target
    assert inputs.faults == ()
    assert messages(workspace.collect(os.fsdecode(b"\xe9.pem"))) == [(r"\xe9.pem", "no such file or directory")]


def test_exclusion(workspace: Workspace) -> None:
    workspace.write("a.pem")
    workspace.write("old/b.pem")
    workspace.write("old/c.pem")
    workspace.link("d.pem", "old/b.pem")
    walked = workspace.collect(".", exclude=("old",))
    assert (targets(walked), walked.excluded) == (["a.pem"], 2)
    named = workspace.collect(".", "old/b.pem", exclude=("old",))
    assert (targets(named), named.excluded) == (["a.pem", "old/b.pem"], 1)
    assert context(named) == []
    forced = workspace.collect("old/b.pem", exclude=("old",), force_exclude=True)
    assert (forced.sources, forced.excluded, forced.files, forced.faults) == ((), 1, 0, ())


def test_an_excluded_folder_that_somebody_names(workspace: Workspace) -> None:
    workspace.write("a.pem")
    workspace.write("old/b.pem")
    for arguments in (("old", "."), (".", "old")):
        named = workspace.collect(*arguments, exclude=("old",))
        assert (targets(named), named.excluded) == (["a.pem", "old/b.pem"], 0)
    forced = workspace.collect("old", exclude=("old",), force_exclude=True)
    assert (targets(forced), forced.excluded) == ([], 1)


def test_patterns_do_not_reach_outside_of_the_root(workspace: Workspace, tmp_path: Path) -> None:
    path = Workspace(tmp_path).write("elsewhere/a.pem")
    assert targets(workspace.collect(path, exclude=("elsewhere",), force_exclude=True)) == [path]


def test_standard_input_without_a_name(workspace: Workspace) -> None:
    workspace.write("a.pem")
    inputs = workspace.collect("-", stdin=BLOCK)
    (found,) = inputs.sources
    assert found == Source("<stdin>", "<stdin>", BLOCK, tls=True, target=True)
    assert inputs.files == 1


def test_standard_input_stands_in_for_the_file_of_its_name(workspace: Workspace) -> None:
    workspace.write("certs/a.pem", b"on the disk")
    workspace.write("certs/b.pem")
    inputs = workspace.collect("-", "certs/a.pem", stdin=BLOCK, stdin_filename="./certs/a.pem")
    assert source(inputs, "certs/a.pem").data == BLOCK
    assert source(inputs, "certs/a.pem").path == "certs/a.pem"
    assert (targets(inputs), context(inputs)) == (["certs/a.pem"], ["certs/b.pem"])


def test_standard_input_with_the_name_of_a_new_file(workspace: Workspace) -> None:
    workspace.write("certs/b.pem")
    inputs = workspace.collect("-", stdin=BLOCK, stdin_filename="certs/new.pem")
    assert (targets(inputs), context(inputs)) == (["certs/new.pem"], ["certs/b.pem"])
    inputs = workspace.collect("-", stdin=BLOCK, stdin_filename="no/such/folder/new.pem")
    assert (targets(inputs), context(inputs)) == (["no/such/folder/new.pem"], [])


def test_standard_input_with_another_kind_of_name(workspace: Workspace) -> None:
    (found,) = workspace.collect("-", stdin=YAML, stdin_filename="values.yaml").sources
    assert not found.tls
    assert workspace.collect("-", stdin=b"hello", stdin_filename="values.yaml").sources == ()


def test_standard_input_keeps_the_name_of_a_link(workspace: Workspace) -> None:
    workspace.write("a.pem", b"")
    workspace.link("link.pem", "a.pem")
    (found,) = workspace.collect("-", stdin=BLOCK, stdin_filename="link.pem").sources
    assert (found.path, found.repo_path, found.data) == ("link.pem", "a.pem", BLOCK)


def test_standard_input_that_is_excluded(workspace: Workspace) -> None:
    given = {"stdin": BLOCK, "stdin_filename": "old/a.pem", "exclude": ("old",)}
    assert targets(workspace.collect("-", **given)) == ["old/a.pem"]  # type: ignore[arg-type]
    forced = workspace.collect("-", **given, force_exclude=True)  # type: ignore[arg-type]
    assert (forced.sources, forced.excluded) == ((), 1)


def test_standard_input_that_cannot_be_used(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert messages(workspace.collect("-")) == [("<stdin>", "there is no standard input")]
    monkeypatch.setattr(reading, "FILE_LIMIT", 1 << 20)
    assert messages(workspace.collect("-", stdin=b"x" * ((1 << 20) + 1))) == [("<stdin>", "is larger than 1 MiB")]
    assert messages(workspace.collect("-", stdin=b"", stdin_filename="a\0")) == [("a\0", "is not a possible file name")]


def test_standard_input_that_is_not_an_argument_is_not_read(workspace: Workspace) -> None:
    assert workspace.collect(stdin=BLOCK).sources == ()


def test_the_order_of_arguments_does_not_matter(workspace: Workspace) -> None:
    for name in ("a.pem", "b.yaml", "certs/c.crt", "certs/d.key", "old/e.pem"):
        workspace.write(name)
    workspace.link("link.crt", "b.yaml")
    workspace.link("old/link.pem", "../a.pem")
    workspace.manifest("certs/one.bundle.toml", "../a.pem", "missing.pem")
    workspace.manifest("two.bundle.toml", "certs/c.crt", "old/e.pem", "../out.pem")
    arguments = [".", "certs", "a.pem", "link.crt", "old/e.pem", "nothing.pem", "-", "certs/one.bundle.toml"]
    shuffle = random.Random(0)  # noqa: S311  # nothing secret

    def run(given: list[str]) -> object:
        return workspace.collect(*given, stdin=BLOCK, stdin_filename="certs/d.key", exclude=("old",))

    for size in (2, 4, len(arguments)):
        for _ in range(3):
            given = shuffle.sample(arguments, size)
            expected = run(sorted(given))
            assert run(given) == run([*given, *given]) == expected
