"""A quick look rules out files without a block, and nothing else: what is found is the same without it."""

from __future__ import annotations

import os

import pytest

from pemlint.cli.processes import Processes, team
from pemlint.files import contents, listing, sieve
from pemlint.files.disk import Disk
from pemlint.files.folders import Folders
from pemlint.files.reading import CHUNK
from tests.files.workspace import BLOCK, Workspace

pytestmark = pytest.mark.skipif(not sieve.POSSIBLE, reason="folders have no descriptors here")


@pytest.fixture
def mixed(plain: Workspace) -> Workspace:
    """A folder of everything that a quick look may meet."""
    plain.write("text.txt", b"hello\n")
    plain.write("binary.dat", b"\0\1\2")
    plain.write("almost.txt", b"hello\n-----BEGI")
    plain.write("full.txt", b"x" * CHUNK)
    plain.write("larger.txt", b"x" * (CHUNK + 1))
    plain.write("empty.txt", b"")
    plain.write("block.txt", b"hello\n" + BLOCK)
    plain.write("at-the-end.txt", b"x" * (CHUNK - len(BLOCK)) + BLOCK)
    plain.write("binary-block.dat", b"\0" + BLOCK)
    plain.write("secret.txt", b"hello\n")
    plain.write("below/text.txt", b"hello\n")
    plain.link("link.txt", "text.txt")
    plain.link("linked", "below")
    os.mkfifo(plain.at("pipe"))
    return plain


def ruled_out(workspace: Workspace, folder: str, *names: str) -> set[str]:
    folders = Folders()
    try:
        told = sieve.look(folders, os.path.normpath(workspace.at(folder)), names, (), bytearray(CHUNK), lambda *_: None)
        return {name for name, what in zip(names, told, strict=True) if what == sieve.BLOCKLESS}
    finally:
        folders.close()


def test_only_files_read_to_their_end_are_ruled_out(mixed: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = os.open

    def careful(name: str, *rest: int, **more: int) -> int:
        assert name != "pipe"
        if name == "secret.txt":
            raise PermissionError
        return real_open(name, *rest, **more)

    monkeypatch.setattr(os, "open", careful)
    names = (*os.listdir(mixed.path), "gone.txt")
    assert ruled_out(mixed, ".", *names) == {"text.txt", "binary.dat", "almost.txt"}


def test_a_folder_behind_a_link_rules_nothing_out(mixed: Workspace) -> None:
    assert ruled_out(mixed, "below", "text.txt") == {"text.txt"}
    assert ruled_out(mixed, "linked", "text.txt") == set()
    assert ruled_out(mixed, "gone", "text.txt") == set()


@pytest.mark.parametrize("git", [False, True])
def test_the_same_is_collected_without_it(mixed: Workspace, monkeypatch: pytest.MonkeyPatch, *, git: bool) -> None:
    mixed.write("a.pem", b"no block\n")
    mixed.manifest("x.bundle.toml", "declared.txt", "block.txt")
    mixed.write("declared.txt", b"no block either\n")
    if git:
        mixed.init()
    quick = mixed.collect(".", "text.txt")
    assert {"declared.txt", "a.pem", "block.txt"} <= {source.repo_path for source in quick.sources}

    def nothing(_: Disk, listed: tuple[str, list[str]], *_rest: object, **_more: object) -> bytes:
        return bytes(len(listed[1]))

    monkeypatch.setattr(Disk, "look", nothing)
    assert mixed.collect(".", "text.txt") == quick


@pytest.mark.parametrize(("count", "room"), [(2, 1 << 20), (3, 1 << 20), (7, 1 << 20), (3, 2 * len(BLOCK))])
def test_the_same_is_collected_by_several_processes(
    mixed: Workspace, monkeypatch: pytest.MonkeyPatch, count: int, room: int
) -> None:
    monkeypatch.setattr(contents, "_ROOM", room)
    for number in range(9):
        mixed.write(f"{number}/text.txt", b"hello\n")
        mixed.write(f"{number}/{number}.pem")
        mixed.write(f"{number}/block.txt", b"hello\n" + BLOCK)
        mixed.write(f"{number}/tls/a.pem", BLOCK * 2)
    mixed.manifest("x.bundle.toml", "1/text.txt")
    alone = mixed.collect(".")
    monkeypatch.setattr(listing, "_WORTH_SHARING", 5)
    asked: list[tuple[int, int]] = []
    ready: list[str] = []

    def sharing(files: int, certain: int) -> Processes | None:
        asked.append((files, certain))
        return team(count, lambda: ready.append("ready"))

    assert mixed.collect(".", sharing=sharing) == alone
    assert len(asked) == 1
    assert 0 < asked[0][1] < asked[0][0]
    assert ready == ["ready"]
    assert {source.repo_path for source in alone.sources} >= {"1/text.txt", "8/block.txt", "8/8.pem"}


def test_without_memory_to_share_files_are_read_again(mixed: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = mixed.collect(".")
    monkeypatch.setattr(listing, "_WORTH_SHARING", 1)
    monkeypatch.setattr(listing, "Shelf", refused)
    assert mixed.collect(".", sharing=lambda *_: team(2)) == alone


def refused() -> None:
    raise OSError


def test_few_files_are_not_shared(mixed: Workspace) -> None:
    def never(*_: int) -> None:
        raise AssertionError

    assert mixed.collect(".", sharing=never) == mixed.collect(".")


def test_standard_input_stands_in_for_a_file_that_would_be_ruled_out(mixed: Workspace) -> None:
    inputs = mixed.collect(".", "-", stdin=BLOCK, stdin_filename="text.txt")
    assert [source.data for source in inputs.sources if source.repo_path == "text.txt"] == [BLOCK]


def test_a_file_of_text_is_opened_once_and_one_with_a_block_twice(
    plain: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{number}.txt" for number in range(50)]
    for name in texts:
        plain.write(f"folder/{name}", b"hello\n")
    plain.write("folder/large.txt", b"x" * 2 * CHUNK)
    plain.write("folder/block.txt")
    opened: list[str] = []
    real_open = os.open

    def counted(name: str, *rest: int, **more: int) -> int:
        opened.append(name)
        return real_open(name, *rest, **more)

    monkeypatch.setattr(os, "open", counted)
    assert plain.collect("folder").files == 52
    names = [name for name in opened if name.endswith(".txt")]
    assert sorted(names) == sorted([*texts, "large.txt", "block.txt", "block.txt"])


def test_what_a_folder_holds_is_asked_once(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(50):
        plain.write(f"folder/{number}.pem")
    looked: list[str] = []
    real_lstat = os.lstat

    def counted(path: str, **more: int) -> os.stat_result:
        looked.append(path)
        return real_lstat(path, **more)

    monkeypatch.setattr(os, "lstat", counted)
    read: list[int] = []
    real_read = os.read

    def reading(descriptor: int, size: int) -> bytes:
        read.append(descriptor)
        return real_read(descriptor, size)

    monkeypatch.setattr(os, "read", reading)
    assert plain.collect("folder").files == len(read) == 50
    assert [path for path in looked if path.endswith(".pem")] == []
