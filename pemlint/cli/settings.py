"""Which repository, which configuration, which profiles: put together from the command line and the disk."""

from __future__ import annotations

import os

from pemlint import files, registry
from pemlint.cli.arguments import UsageError
from pemlint.cli.discovery import Discovery, said
from pemlint.model import Fault
from pemlint.plan import Configuration, Plan
from pemlint.policy import ConfigurationError, Loader
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pemlint.policy import Policy

__all__ = ["Reader", "Settings", "load", "loader", "words"]


class Settings(NamedTuple):
    """Everything that is decided before a file is judged."""

    cwd: str
    #: the repository, or outside Git the folder of the configuration, or the working directory
    root: str
    #: what holds where no nearer configuration does; after reading, for every file
    plan: Plan
    discovery: Discovery
    #: every file that profiles and configurations came from; more may be read while files are judged
    consulted: list[bytes]
    #: reads what profiles and configurations name
    read: Reader


def load(options: argparse.Namespace) -> Settings:
    """Find and read the configuration. Raises UsageError or ConfigurationError."""
    try:
        cwd = os.getcwd()
    except OSError:
        message = "the working directory is gone"
        raise UsageError(message) from None
    repository = files.repository_root(cwd)
    known = files.Configurations()
    path, data = _configuration(options, cwd, repository, known)
    root = repository or (os.path.dirname(path) if path and not options.config else cwd)
    read = Reader(root)
    if options.config:
        read.trust(os.path.dirname(path))
    profiles = loader(read)
    named = words(options.profile, "--profile")
    for name in named:
        profiles.policy(name)
    fixed = bool(options.config or options.isolated)
    discovery = Discovery(cwd, root, profiles, read, None if fixed else known)
    configuration = discovery.parsed(path, data, named=bool(options.config)) if path else Configuration()
    discovery.falls_back_on(configuration)
    plan = Plan(
        profiles,
        configuration,
        root=root,
        profiles=tuple(dict.fromkeys(named)),
        selected=_selectors(options.select, profiles, "--select") if options.select else None,
        ignored=_selectors(options.ignore, profiles, "--ignore") if options.ignore else frozenset(),
    )
    return Settings(cwd, root, plan, discovery, read.consulted, read)


def loader(read: Reader | None = None) -> Loader:
    """Built-in profiles, and profile files where the command line or a configuration names them."""
    read = read or Reader()
    return Loader(registry.infos(), files.profile, files.profile_names, read, read.is_in_tree, _ready)


def _ready(name: str) -> Policy | None:
    """The profile under all others, which every run needs: reading it as TOML would take longer than judging a file."""
    if name != "default":
        return None
    from pemlint.defaults import POLICY

    return POLICY


def words(values: Sequence[str], option: str) -> list[str]:
    """The comma-separated words of an option. Raises UsageError for a value without any: a variable that is not set."""
    found = []
    for value in values:
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not parts:
            message = f"{option}: '{value}' names nothing"
            raise UsageError(message)
        found += parts
    return found


def _selectors(values: list[str], profiles: Loader, option: str) -> frozenset[str]:
    from pemlint.exemptions import selectors

    return selectors(words(values, option), profiles.known, option)


def _configuration(
    options: argparse.Namespace, cwd: str, repository: str | None, known: files.Configurations
) -> tuple[str, bytes]:
    """The path and the bytes of the configuration in force here; both empty where there is none."""
    if options.isolated:
        return "", b""
    if options.config:
        path = os.path.abspath(os.path.join(cwd, options.config))
        data = files.read_file(path)
        if isinstance(data, Fault):
            message = f"--config {options.config}: {data.message}"
            raise UsageError(message)
        return path, data
    found = known.nearest(cwd, repository)
    if isinstance(found, Fault):
        raise ConfigurationError(said(found))
    return found or ("", b"")


class Reader:
    """Reads the files that profiles and configurations name.

    What the user names may lie anywhere, and so may what it names in turn; what lies in the tree stays inside it.
    """

    __slots__ = ("_others", "_own", "_root", "consulted")

    def __init__(self, root: str | None = None) -> None:
        """``root``: of the tree; None where only the command line names files."""
        self._root = root
        #: folders of files outside of the tree that the user named, and of what those name
        self._own: set[str] = set()
        #: other trees that are under test
        self._others: set[str] = set()
        self.consulted: list[bytes] = []

    def trust(self, folder: str) -> None:
        """Let what lies in a folder name any file, unless it belongs to the tree."""
        if not self.is_in_tree(folder):
            self._own.add(folder)

    def is_in_tree(self, folder: str) -> bool:
        """Whether a folder belongs to the tree under test."""
        if self._root is None:
            cwd = os.getcwd()
            self._root = files.repository_root(cwd) or cwd
        real = os.path.realpath(folder)
        return any(files.is_within(real, tree) for tree in (os.path.realpath(self._root), *self._others))

    def adopt(self, folder: str) -> None:
        """Take the repository of a folder for a tree under test; outside of Git the folder itself."""
        if not self.is_in_tree(folder):
            real = os.path.realpath(folder)
            self._others.add(files.repository_root(real) or real)

    def __call__(self, path: str, base: str) -> tuple[bytes, str]:
        """The bytes of ``path`` relative to the folder ``base``, and its own folder. Raises ConfigurationError."""
        trusted = base in self._own
        found = files.read_named(path, base, self._root or "", anywhere=trusted)
        if isinstance(found, Fault):
            raise ConfigurationError(said(found))
        if trusted or not base:
            self.trust(found[1])
        self.consulted.append(found[0])
        return found
