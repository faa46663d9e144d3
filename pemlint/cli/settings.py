"""Which repository, which configuration, which profiles: put together from the command line and the disk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from pemlint import config, files, registry
from pemlint.cli.arguments import UsageError
from pemlint.config import Configuration, Plan
from pemlint.model import Fault
from pemlint.policy import ConfigurationError, Loader

if TYPE_CHECKING:
    import argparse

__all__ = ["Settings", "load", "loader"]


class Settings(NamedTuple):
    """Everything that is decided before a file is judged."""

    cwd: str
    #: the repository, or outside Git the folder of the configuration, or the working directory
    root: str
    plan: Plan
    #: path of the configuration from the root, and its bytes; empty where there is none
    configuration_path: str
    configuration_data: bytes


def load(options: argparse.Namespace) -> Settings:
    """Find and read the configuration. Raises UsageError or ConfigurationError."""
    try:
        cwd = os.getcwd()  # noqa: PTH109 - pathlib costs 13 ms at start-up
    except OSError:
        message = "the working directory is gone"
        raise UsageError(message) from None
    repository = files.repository_root(cwd)
    path, data = _configuration(options, cwd, repository)
    root = repository or (os.path.dirname(path) if path and not options.config else cwd)  # noqa: PTH120
    read = _Reader(root)
    profiles = loader(read)
    configuration = Configuration()
    if path:
        shown = os.path.relpath(path, cwd)
        folder = os.path.dirname(path)  # noqa: PTH120
        configuration = config.parse(data, shown, folder, profiles.known, read.inside)
    plan = Plan(
        profiles,
        configuration,
        root=root,
        profiles=tuple(options.profile),
        selected=_selectors(options.select, profiles, "--select") if options.select else None,
        ignored=_selectors(options.ignore, profiles, "--ignore"),
    )
    for name in options.profile:
        profiles.policy(name)
    return Settings(cwd, root, plan, os.path.relpath(path, root).replace(os.sep, "/") if path else "", data)


def loader(read: _Reader | None = None) -> Loader:
    """Built-in profiles, and profile files where the command line or a configuration names them."""
    return Loader(registry.infos(), files.profile, files.profile_names, (read or _Reader("")).inside)


def _selectors(words: list[str], profiles: Loader, where: str) -> frozenset[str]:
    split = [part.strip() for word in words for part in word.split(",") if part.strip()]
    return config.selectors(split, profiles.known, where)


def _configuration(options: argparse.Namespace, cwd: str, repository: str | None) -> tuple[str, bytes]:
    """The path and the bytes of the configuration in force; both empty where there is none."""
    if options.isolated:
        return "", b""
    if options.config:
        path = os.path.abspath(os.path.join(cwd, options.config))  # noqa: PTH100, PTH118
        data = files.read_file(path)
        if isinstance(data, Fault):
            message = f"--config {options.config}: {data.message}"
            raise UsageError(message)
        return path, data
    return files.find_configuration(cwd, repository) or ("", b"")


class _Reader:
    """Reads the files that profiles and configurations extend.

    What a file in the repository names must lie in the repository; what the command line names may lie anywhere.
    """

    __slots__ = ("_root",)

    def __init__(self, root: str) -> None:
        self._root = os.path.realpath(root) if root else ""

    def inside(self, path: str, base: str) -> tuple[bytes, str]:
        """The bytes of ``path`` relative to ``base`` (empty: the working directory, named by the user) and its folder."""
        full = os.path.abspath(os.path.join(base, path)) if base else os.path.abspath(path)  # noqa: PTH100, PTH118
        real = os.path.realpath(full)
        if base and self._within(os.path.realpath(base)) and not self._within(real):
            message = f"'{path}' lies outside the repository; only the command line may name such a file"
            raise ConfigurationError(message)
        data = files.read_file(real)
        if isinstance(data, Fault):
            message = f"'{path}': {data.message}"
            raise ConfigurationError(message)
        return data, os.path.dirname(full)  # noqa: PTH120

    def _within(self, real: str) -> bool:
        return bool(self._root) and (real == self._root or real.startswith(self._root.rstrip(os.sep) + os.sep))
