"""Paths of very many files, of which only few will ever be asked about."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["PathSet"]


class PathSet:
    """A set of absolute paths, kept as the folders and names that they were listed by: no path is put together."""

    __slots__ = ("_folders",)

    def __init__(self) -> None:
        #: by folder, with the separator at its end; a set from the first question on
        self._folders: dict[str, Collection[str]] = {}

    def add(self, folder: str, names: Collection[str]) -> None:
        """Add the files of such names, all of them different, in a folder."""
        prefix = os.path.join(folder, "")
        self._folders[prefix] = self._names(prefix).union(names) if prefix in self._folders else names

    def among(self, paths: Iterable[str]) -> set[str]:
        """Those of the paths that are in this set."""
        return {path for path in paths if path in self} if self._folders else set()

    def remove(self, paths: Iterable[str]) -> None:
        """Take out some paths that are in this set."""
        for path in paths:
            start = path.rfind(os.sep) + 1
            self._names(path[:start]).remove(path[start:])

    def __contains__(self, path: str) -> bool:
        start = path.rfind(os.sep) + 1
        return path[:start] in self._folders and path[start:] in self._names(path[:start])

    def __len__(self) -> int:
        return sum(map(len, self._folders.values()))

    def _names(self, prefix: str) -> set[str]:
        names = self._folders[prefix]
        if not isinstance(names, set):
            names = self._folders[prefix] = set(names)
        return names
