"""Which configuration holds where: the nearest one, from the folder of a file up to the root of the repository.

The nearest holds alone; what it wants of another it ``extends``. What an outer one leaves out stays left out.
"""

from __future__ import annotations

import os

from pemlint import files
from pemlint.model import Fault
from pemlint.plan import Configuration
from pemlint.policy import ConfigurationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pemlint.cli.settings import Reader
    from pemlint.manifests import Manifest
    from pemlint.plan import Plan
    from pemlint.policy import Loader

__all__ = ["Discovery", "said"]


class Discovery:
    """The configurations of a run; each folder is looked into once, and each file read once."""

    __slots__ = ("_base", "_by_folder", "_by_path", "_cwd", "_known", "_loader", "_patterns", "_read", "_root", "data")

    def __init__(self, cwd: str, root: str, loader: Loader, read: Reader, known: files.Configurations | None) -> None:
        """``known`` finds what lies in the tree; without it one configuration holds everywhere."""
        self._cwd = cwd
        self._root = os.path.realpath(root)
        self._loader = loader
        self._read = read
        self._known = known
        self._base = Configuration()
        self._by_path: dict[str, Configuration] = {}
        self._by_folder: dict[str, Configuration] = {}
        self._patterns: dict[str, Excluded | None] = {}
        #: the bytes of each configuration, by its path from the root
        self.data: dict[str, bytes] = {}

    def falls_back_on(self, base: Configuration) -> None:
        """Let a configuration hold for all that has none of its own."""
        self._base = base

    def parsed(self, path: str, data: bytes, *, named: bool = False) -> Configuration:
        """A configuration from its file, all its profiles loaded: a wrong name is said also if nothing is judged.

        ``named``: the user chose it, so that it holds for the whole tree. Raises ConfigurationError.
        """
        if path not in self._by_path:
            from pemlint import config  # most runs have none

            folder = os.path.dirname(path)
            if not named:
                self._read.adopt(folder)
            own = config.parse(data, os.path.relpath(path, self._cwd), folder, self._loader.known, self._read)
            own = own._replace(
                repo_path=os.path.relpath(path, self._root).replace(os.sep, "/"),
                in_tree=not named or self._read.is_in_tree(folder),
                scope="" if named else self._repo_path(os.path.realpath(folder)),
            )
            for names, base in ((own.profiles, own.base), *((each.profiles, each.base) for each in own.overrides)):
                for name in names:
                    self._loader.policy(name, base, where=own.path)
            self._by_path[path] = own
            self.data[own.repo_path] = data
        return self._by_path[path]

    def at(self, folder: str) -> Configuration:
        """The one that holds for the files directly in a folder, given by its resolved path."""
        if folder not in self._by_folder:
            self._by_folder[folder] = self._nearest(folder) or self._base
        return self._by_folder[folder]

    def of(self, folder: str) -> Excluded | None:
        """The patterns that leave out files directly in a folder; None without any."""
        if folder not in self._patterns:
            leaving = tuple(each for each in self._outward(folder) if each.exclude)
            self._patterns[folder] = Excluded(leaving) if leaving else None
        return self._patterns[folder]

    def tables(self, folders: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Of each configuration that holds in some folders, the files that its own bundles declare."""
        for folder in folders:
            self.at(folder)
        return {manifest.repo_path: manifest.paths for manifest in self.manifests()}

    def manifests(self) -> Iterator[Manifest]:
        """The ``[[bundle]]`` tables of each configuration that was found."""
        for own in self._found():
            if own.bundles:
                from pemlint import manifests

                yield manifests.parse_tables(own.bundles, self.data[own.repo_path], own.repo_path)

    def settle(self, plan: Plan, paths: Iterable[str]) -> Plan:
        """Let each file, by its path from the root, be judged by its own configuration."""
        nested: dict[str, Plan] = {}
        plans: dict[int, Plan] = {id(self._base): plan}
        for folder in dict.fromkeys(path.rpartition("/")[0] for path in paths):
            own = self.at(os.path.join(self._root, folder) if folder else self._root)
            if own is not self._base:
                if id(own) not in plans:
                    plans[id(own)] = plan.beside(own)
                nested[folder] = plans[id(own)]
        return plan.with_nested(nested)

    def left_out(self, count: int) -> tuple[tuple[str, int], ...]:
        """How many files each configuration of the tree has left out, of so many in all."""
        matched: dict[str, set[str]] = {}
        for excluded in filter(None, self._patterns.values()):
            for path, paths in excluded.matched.items():
                matched.setdefault(path, set()).update(paths)
        if len(matched) == 1:
            return tuple((path, count) for path in matched if count)
        return tuple((path, len(paths)) for path, paths in sorted(matched.items()) if count)

    def _found(self) -> Iterator[Configuration]:
        """The ones there are, the one that holds here among them."""
        yield from self._by_path.values()

    def _outward(self, folder: str) -> Iterator[Configuration]:
        """What holds in a folder, then what would hold outside of where that stands."""
        while True:
            own = self.at(folder)
            yield own
            outer = os.path.dirname(os.path.join(self._root, own.scope)) if own.scope else ""
            if own is self._base or not outer or not files.is_within(outer, self._root):
                return
            folder = outer

    def _nearest(self, folder: str) -> Configuration | None:
        if self._known is None:
            return None
        stop = self._root if files.is_within(folder, self._root) else files.repository_root(folder)
        found = self._known.nearest(folder, stop)
        if isinstance(found, Fault):
            raise ConfigurationError(said(found))
        return self.parsed(*found) if found else None

    def _repo_path(self, folder: str) -> str:
        if folder == self._root:
            return ""
        inside = files.is_within(folder, self._root)
        return files.shown(os.path.relpath(folder, self._root) if inside else folder)


class Excluded:
    """What the patterns of some configurations leave out, and which of them did."""

    __slots__ = ("_leaving", "matched")

    def __init__(self, leaving: tuple[Configuration, ...]) -> None:
        from pemlint.globs import Patterns

        self._leaving = tuple((own, Patterns(own.exclude)) for own in leaving)
        #: by the path of the configuration, if it is of the tree
        self.matched: dict[str, set[str]] = {}

    def matches(self, repo_path: str) -> bool:
        """Whether a file is left out, by its path from the root."""
        for own, patterns in self._leaving:
            if patterns.matches(own.inside(repo_path)):
                if own.in_tree:
                    self.matched.setdefault(own.path, set()).add(repo_path)
                return True
        return False


def said(fault: Fault) -> str:
    """Why a configuration cannot be used, in one line."""
    return f"{fault.path}: {fault.message}" if fault.path else fault.message
