"""Paths kept by folder are found as those of a plain set."""

from __future__ import annotations

from pemlint.files.pathset import PathSet


def test_paths_by_folder() -> None:
    paths = PathSet()
    assert (len(paths), paths.among(["/a/x"])) == (0, set())
    paths.add("/a", ["x", "y"])
    paths.add("/", ["a"])
    paths.add("/a/b", ("x",))
    some = ["/a/x", "/a/y", "/a/b/x", "/a", "/a/", "/a/b", "/a/z", "/x", "x"]
    assert paths.among(some) == {"/a/x", "/a/y", "/a/b/x", "/a"}
    # once more, as when a folder and one above it are named
    paths.add("/a", ["y", "z"])
    assert len(paths) == 5
    paths.remove({"/a/x", "/a"})
    assert (len(paths), paths.among(some)) == (3, {"/a/y", "/a/b/x", "/a/z"})
