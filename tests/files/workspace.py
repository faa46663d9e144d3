"""A folder to try things in, with or without Git."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pemlint.files import Inputs, collect, repository_root

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pemlint.files import Sharing
    from pemlint.model import Source

#: a block as far as collecting is concerned: nothing here looks inside
BLOCK = b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"


class Names(NamedTuple):
    """A stand-in for a parsed manifest."""

    paths: tuple[str, ...]


def lines(data: bytes, _: str) -> Names:
    """A manifest that declares one path a line."""
    return Names(tuple(line for line in data.decode("utf-8", "replace").split("\n") if line))


class Leaving:
    """Patterns that leave out the files below some folders, and those of some names."""

    def __init__(self, *parts: str) -> None:
        self._parts = frozenset(parts)

    def of(self, _folder: str, /) -> Leaving | None:
        return self if self._parts else None

    def matches(self, repo_path: str, /) -> bool:
        return not self._parts.isdisjoint(repo_path.split("/"))


class Workspace:
    """A folder, and runs of ``collect`` in it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def is_repository(self) -> bool:
        """Whether ``init`` was called."""
        return os.path.isdir(self.at(".git"))

    def write(self, name: str | bytes, data: bytes = BLOCK) -> str:
        """Write a file, with the folders above it; its absolute path."""
        path = self.at(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
        return path

    def manifest(self, name: str, *declared: str) -> str:
        return self.write(name, "\n".join(declared).encode())

    def link(self, name: str, target: str) -> None:
        path = self.at(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.symlink(target, path)

    def at(self, name: str | bytes) -> str:
        return os.path.join(str(self.path), os.fsdecode(name))

    def git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.path), "-c", "protocol.file.allow=always", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def init(self) -> Workspace:
        """Make it a repository."""
        if shutil.which("git") is None:
            pytest.skip("git is not installed")
        self.git("init", "--quiet")
        return self

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "all")

    def collect(
        self,
        *arguments: str,
        cwd: str = "",
        exclude: tuple[str, ...] = (),
        force_exclude: bool = False,
        stdin: bytes | None = None,
        stdin_filename: str = "",
        tables: Mapping[str, tuple[str, ...]] | None = None,
        sharing: Sharing | None = None,
    ) -> Inputs:
        return collect(
            arguments,
            cwd=self.at(cwd) if cwd else str(self.path),
            root=str(self.path),
            exclude=Leaving(*exclude),
            force_exclude=force_exclude,
            stdin=stdin,
            stdin_filename=stdin_filename,
            tables=None if tables is None else lambda _folders: tables,
            declared=lines,
            sharing=sharing,
        )


def outside_git(path: Path) -> Workspace:
    if repository_root(str(path)) is not None:
        pytest.skip("the folder for temporary files lies in a Git repository")
    return Workspace(path)


def targets(inputs: Inputs) -> list[str]:
    return [source.repo_path for source in inputs.sources if source.target]


def context(inputs: Inputs) -> list[str]:
    return [source.repo_path for source in inputs.sources if not source.target]


def source(inputs: Inputs, repo_path: str) -> Source:
    return next(source for source in inputs.sources if source.repo_path == repo_path)


def unread(inputs: Inputs) -> list[tuple[str, str]]:
    return [(each.source.path, each.reason) for each in inputs.unread]


def messages(inputs: Inputs) -> list[tuple[str, str]]:
    return [(fault.path, fault.message) for fault in inputs.faults]
