"""Reading and naming single files."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from pemlint.files import TLS_EXTENSIONS, read_file, reading, shown
from pemlint.files.naming import TELLING, Relative, is_tls, is_within, relative
from pemlint.files.walk import children
from pemlint.manifests import is_manifest
from pemlint.model import Fault
from tests.files.workspace import BLOCK, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable


def test_read_file(plain: Workspace) -> None:
    assert read_file(plain.write("a.toml", b"x = 1\n")) == b"x = 1\n"
    assert read_file(plain.write("empty.toml", b"")) == b""
    missing = plain.at("missing.toml")
    assert read_file(missing) == Fault("no such file or directory", missing)
    assert read_file(str(plain.path)) == Fault("is a directory", str(plain.path))
    assert read_file("a\0b") == Fault("is not a possible file name", "a\0b")


@pytest.fixture
def one_mib(monkeypatch: pytest.MonkeyPatch) -> int:
    """Smaller limits than usual."""
    monkeypatch.setattr(reading, "FILE_LIMIT", 1 << 20)
    monkeypatch.setattr(reading, "SEARCH_LIMIT", 1 << 20)
    return 1 << 20


def test_a_file_of_exactly_the_limit_is_read(plain: Workspace, one_mib: int) -> None:
    path = plain.write("a.pem")
    os.truncate(path, one_mib)
    data = reading.read(path)
    assert isinstance(data, bytes)
    assert len(data) == one_mib
    os.truncate(path, one_mib + 1)
    assert reading.read(path) == ("too-large", "is larger than 1 MiB")


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 1_000_000])
def test_sizes_around_the_pieces(plain: Workspace, size: int) -> None:
    data = os.urandom(size)
    assert reading.read(plain.write("a.pem", data)) == data


def test_a_pipe_is_not_opened(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plain.at("pipe")
    os.mkfifo(path)

    real_open = os.open

    def never(name: str, *rest: int, **more: int) -> int:
        assert name != "pipe"
        return real_open(name, *rest, **more)

    monkeypatch.setattr(os, "open", never)
    assert reading.read(path) == ("special", "is not a regular file")


def test_a_pipe_that_takes_the_place_of_the_file_does_not_hang(
    plain: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, regular = plain.at("pipe"), plain.write("a.pem")
    os.mkfifo(pipe)
    real_open = os.open

    def swapped(name: str, *rest: int, **more: int) -> int:
        return real_open("pipe" if name == "a.pem" else name, *rest, **more)

    monkeypatch.setattr(os, "open", swapped)
    found: list[object] = []
    reader = threading.Thread(target=lambda: found.append(reading.read(regular)), daemon=True)
    reader.start()
    reader.join(10)
    assert found == [("special", "is not a regular file")]


def test_a_file_without_a_size() -> None:
    path = os.path.realpath("/proc/self/status")
    if not os.path.exists(path):
        pytest.skip("there is no /proc")
    data = reading.read(path)
    assert isinstance(data, bytes)
    assert data.startswith(b"Name:")


def test_an_error_while_reading(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plain.write("a.pem")

    def failing(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", failing)
    assert reading.read(path) == ("unreadable", "input/output error")


@pytest.mark.usefixtures("one_mib")
def test_a_file_that_grows_without_end(plain: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plain.write("a.pem", BLOCK)
    monkeypatch.setattr(os, "read", lambda _, size: b"x" * size)
    assert reading.read(path) == ("too-large", "is larger than 1 MiB")
    monkeypatch.setattr(os, "read", lambda _, size: BLOCK.ljust(size, b"x")[:size])
    assert reading.read_embedded(path) == ("too-large", "is larger than 1 MiB")


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Sets what happens to a file after its first bytes were read, each time that it is read."""

    def happens(change: Callable[[], object]) -> None:
        real = os.read

        def stand_in(descriptor: int, size: int) -> bytes:
            data = real(descriptor, size)
            if data:
                change()
            return data

        monkeypatch.setattr(os, "read", stand_in)

    return happens


def _append(path: str, data: bytes) -> None:
    with open(path, "ab") as file:
        file.write(data)


def test_a_file_that_changes_once_is_read_again(
    plain: Workspace, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    path = plain.write("a.pem", BLOCK)
    changes: list[Callable[[], object]] = [lambda: _append(path, BLOCK), lambda: os.truncate(path, 3)]
    meanwhile(lambda: changes and changes.pop()())
    assert reading.read(path) == BLOCK[:3] + BLOCK


def test_a_file_that_never_rests(plain: Workspace, meanwhile: Callable[[Callable[[], object]], None]) -> None:
    path = plain.write("a.pem", BLOCK)
    reads = 0

    def touch() -> None:
        nonlocal reads
        reads += 1
        os.utime(path, ns=(0, reads))

    meanwhile(touch)
    assert reading.read(path) == ("changing", "changes while it is read")
    assert reading.read_embedded(path) == ("changing", "changes while it is read")
    assert reads == 2 * reading._ATTEMPTS


def test_what_is_listed_is_read_as_anything_else_or_not_at_all(
    plain: Workspace, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    paths = [plain.write("a.pem", BLOCK), plain.write("empty.pem", b""), plain.write("full.pem", b"x" * reading.CHUNK)]
    larger = plain.write("larger.pem", b"x" * (reading.CHUNK + 1))
    plain.link("link.pem", "a.pem")
    os.mkfifo(plain.at("pipe"))
    folder = os.open(plain.path, os.O_RDONLY)
    try:
        for path in paths:
            found = reading.read_listed(folder, os.path.basename(path))
            assert found == (reading.read(path), os.stat(path).st_mode)
        names = [os.path.basename(larger), "link.pem", "pipe", "gone.pem"]
        assert [reading.read_listed(folder, name) for name in names] == [None] * 4
        for change in (lambda: _append(paths[0], b"x"), lambda: os.utime(paths[0], ns=(0, 0))):
            meanwhile(change)
            assert reading.read_listed(folder, "a.pem") is None
    finally:
        os.close(folder)


def test_a_file_that_vanishes_is_what_it_was(
    plain: Workspace, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    path = plain.write("a.pem", BLOCK)
    other = plain.write("b.pem", b"another")

    def replace() -> None:
        if os.path.exists(other):
            os.replace(other, path)

    def remove() -> None:
        if os.path.exists(path):
            os.unlink(path)

    meanwhile(replace)
    assert reading.read(path) == BLOCK
    assert reading.read(path) == b"another"
    meanwhile(remove)
    assert reading.read(path) == b"another"
    assert reading.read(path) == ("missing", "no such file or directory")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        BLOCK,
        b"x" * 300_000 + BLOCK,
        b"\0" + BLOCK,
        BLOCK + b"\0",
        b"-----BEGI",
        b"x" * 1_048_567 + BLOCK,
    ],
)
@pytest.mark.usefixtures("one_mib")
def test_bytes_and_files_are_searched_alike(plain: Workspace, data: bytes) -> None:
    found = reading.read_embedded(plain.write("a.txt", data))
    assert found == (data if reading.has_block(data) else None)


def test_names_as_shown() -> None:
    assert shown("certs/ä.pem") == "certs/ä.pem"
    assert shown(os.fsdecode(b"\xff.pem")) == r"\xff.pem"
    assert shown("a\ud800") == r"a\ud800"


def test_names_relative_to_a_folder() -> None:
    assert relative("/r/a/b.pem", "/r", "/r") == "a/b.pem"
    assert relative("/r/b.pem", "/r/a", "/r") == "../b.pem"
    assert relative("/x/b.pem", "/r/a", "/r") == "/x/b.pem"
    assert relative("/x/b.pem", "/x", "/r") == "b.pem"
    assert relative("/rest/b.pem", "/r", "/r") == "/rest/b.pem"


def test_what_lies_within_a_folder() -> None:
    assert is_within("/a", "/a")
    assert is_within("/a/b", "/a")
    assert is_within("/a", "/")
    assert not is_within("/ab", "/a")


def test_children_of_what_is_no_folder(plain: Workspace) -> None:
    assert children(plain.at("missing")) == []
    assert children(plain.write("a.pem")) == []


@pytest.mark.parametrize(
    "path", ["a", "a/b", ".a", "a/.b", "a//b", "a/./b", "a/", "./a", "..a", "a/../b", "../a", "", "é", " "]
)
def test_relative_is_what_the_library_says(path: str) -> None:
    assert relative(f"/x/{path}", "/x", "/x") == os.path.relpath(f"/x/{path}", "/x")
    assert relative(f"/{path}", "/", "/") == os.path.relpath(f"/{path}", "/")
    assert relative(f"/xy/{path}", "/x", "/") == os.path.relpath(f"/xy/{path}", "/x")


def test_names_relative_to_a_folder_one_after_the_other() -> None:
    names = ["a.pem", "b.pem", "ä.pem", "\udcff.pem", "a\n"]
    folders = ["/r/x", "/r", "/", "/r/.y", "/r/\udcffd", "/r/d", "/rest", "/r/x"]
    for base, root in (("/r", "/r"), ("/r/x", "/r"), ("/", "/"), ("/r/x", "/r/x")):
        told = Relative(base, root)
        for folder in folders:
            for path in (os.path.join(folder, name) for name in names):
                assert told(path) == relative(path, base, root)


@pytest.mark.parametrize("name", ["A.PEM", "pem", ".pem", "a.pem.", "ca-bundle", "x.CA-bundle", "Ca-Bundle", "a.b/key"])
def test_what_a_name_tells_is_told_by_how_it_ends(name: str) -> None:
    last = os.path.basename(name).lower()
    assert is_tls(name) == (last == "ca-bundle" or ("." in last and last.rpartition(".")[2] in TLS_EXTENSIONS))
    assert name[name.rfind(".") + 1 :].lower() in TELLING or not (is_tls(name) or is_manifest(name))
