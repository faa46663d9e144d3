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
    from collections.abc import Callable

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
        cwd = os.getcwd()
    except OSError:
        message = "the working directory is gone"
        raise UsageError(message) from None
    repository = files.repository_root(cwd)
    path, data = _configuration(options, cwd, repository)
    root = repository or (os.path.dirname(path) if path and not options.config else cwd)
    read = _reader(root)
    profiles = loader(read)
    configuration = Configuration()
    if path:
        shown = os.path.relpath(path, cwd)
        folder = os.path.dirname(path)
        configuration = config.parse(data, shown, folder, profiles.known, read)
    plan = Plan(
        profiles,
        configuration,
        root=root,
        profiles=tuple(options.profile),
        selected=_selectors(options.select, profiles, "--select") if options.select else None,
        ignored=_selectors(options.ignore, profiles, "--ignore"),
    )
    _load_profiles(options.profile, configuration, profiles)
    return Settings(cwd, root, plan, os.path.relpath(path, root).replace(os.sep, "/") if path else "", data)


def _load_profiles(named: list[str], configuration: Configuration, profiles: Loader) -> None:
    """Load every profile that is named anywhere: a wrong name is said also when there is nothing to judge."""
    for name in named:
        profiles.policy(name)
    for name in configuration.profiles:
        profiles.policy(name, configuration.base)
    for override in configuration.overrides:
        for name in override.profiles:
            profiles.policy(name, override.base)


def loader(read: Callable[[str, str], tuple[bytes, str]] | None = None) -> Loader:
    """Built-in profiles, and profile files where the command line or a configuration names them."""
    return Loader(registry.infos(), files.profile, files.profile_names, read or _reader(""))


def _selectors(words: list[str], profiles: Loader, where: str) -> frozenset[str]:
    split = [part.strip() for word in words for part in word.split(",") if part.strip()]
    return config.selectors(split, profiles.known, where)


def _configuration(options: argparse.Namespace, cwd: str, repository: str | None) -> tuple[str, bytes]:
    """The path and the bytes of the configuration in force; both empty where there is none."""
    if options.isolated:
        return "", b""
    if options.config:
        path = os.path.abspath(os.path.join(cwd, options.config))
        data = files.read_file(path)
        if isinstance(data, Fault):
            message = f"--config {options.config}: {data.message}"
            raise UsageError(message)
        return path, data
    found = files.find_configuration(cwd, repository)
    if isinstance(found, Fault):
        raise ConfigurationError(_said(found))
    return found or ("", b"")


def _reader(root: str) -> Callable[[str, str], tuple[bytes, str]]:
    """Reads the files that profiles and configurations name: those of the repository stay inside it."""

    def read(path: str, base: str) -> tuple[bytes, str]:
        found = files.read_named(path, base, root)
        if isinstance(found, Fault):
            raise ConfigurationError(_said(found))
        return found

    return read


def _said(fault: Fault) -> str:
    return f"{fault.path}: {fault.message}" if fault.path else fault.message
