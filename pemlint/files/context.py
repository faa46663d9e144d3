"""The manifests that concern the targets, and the files that they declare."""

from __future__ import annotations

import os

from pemlint.files.declared import locate
from pemlint.files.naming import is_within, relative
from pemlint.files.reading import Unread
from pemlint.files.resources import find_configuration
from pemlint.manifests import is_manifest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Protocol

    from pemlint.files.disk import Disk
    from pemlint.files.selection import Selection

    class Declares(Protocol):
        """What is asked of a parsed manifest."""

        @property
        def paths(self) -> tuple[str, ...]:
            """The files that it declares, as written, relative to its folder."""


__all__ = ["Context", "Declares"]


class Context:
    """Adds to a selection the manifests around it and the files that they declare."""

    __slots__ = ("_declared", "_disk", "_is_project", "_root", "_selection", "declarations", "manifests")

    def __init__(self, disk: Disk, selection: Selection, root: str, declared: Callable[[bytes, str], Declares]) -> None:
        self._disk = disk
        self._selection = selection
        self._root = root
        self._declared = declared
        self._is_project: bool | None = None
        #: for each manifest and configuration: where each declared path leads to
        self.declarations: dict[str, Mapping[str, str | Unread]] = {}
        #: the manifests to judge
        self.manifests: set[str] = set()

    def add_target_manifests(self) -> None:
        """Make a target of every file that a manifest among the targets declares."""
        for manifest in sorted(self._selection.targets & self._selection.manifests):
            places = self._places(manifest)
            if places is not None:
                self._accept(manifest, places)

    def add_tables(self, tables: Mapping[str, tuple[str, ...]]) -> None:
        """Add the files that the configuration itself declares, as targets if it is a target."""
        for repo_path, paths in sorted(tables.items()):
            config = os.path.realpath(os.path.join(self._root, repo_path))
            self._selection.context.add(config)
            # Read as a whole, as a manifest is.
            self._selection.manifests.add(config)
            self.declarations[config] = self._located(config, paths, self._boundary(config, is_project=True))
            self._spread(config)

    def add_manifests_around(self) -> None:
        """Add each manifest of the repository that declares a target, and with it the other files that it declares."""
        targets, blockless = frozenset(self._selection.targets), self._selection.blockless
        folders = {os.path.dirname(path) for path in self._selection.named} | self._selection.scanned
        for manifest in self.manifests:
            folders.update(
                os.path.dirname(place) for place in self.declarations[manifest].values() if isinstance(place, str)
            )
        for name in sorted(self._disk.around(folders, self._root, is_manifest, self._selection.scanned)):
            path = None if self._selection.is_excluded(name) else self._disk.admit(name, self._root)
            if not isinstance(path, str) or path in self.declarations or self._selection.is_excluded(path):
                continue
            places = self._places(path)
            found = [place for place in (places or {}).values() if isinstance(place, str)]
            if places is not None and (blockless.among(found) or not targets.isdisjoint(found)):
                self._accept(path, places)

    def located(self) -> set[str]:
        """The paths that declarations lead to, whether or not there is a file."""
        return {place for places in self.declarations.values() for place in places.values() if isinstance(place, str)}

    def _accept(self, manifest: str, places: Mapping[str, str | Unread]) -> None:
        self.manifests.add(manifest)
        self._selection.manifests.add(manifest)
        self._selection.context.add(manifest)
        self.declarations[manifest] = places
        self._spread(manifest)

    def _spread(self, manifest: str) -> None:
        """Read what a manifest declares as TLS files, and judge it if the manifest is judged."""
        found = {place for place in self.declarations[manifest].values() if isinstance(place, str)}
        self._selection.tls |= found
        self._selection.context |= found
        if manifest in self._selection.targets:
            self._selection.targets |= {path for path in found if not self._selection.is_excluded(path)}

    def _places(self, manifest: str) -> Mapping[str, str | Unread] | None:
        data = self._disk.whole(manifest)
        if isinstance(data, Unread):
            return None
        paths = self._declared(data, relative(manifest, self._root, self._root)).paths
        return self._located(manifest, paths, self._boundary(manifest))

    @staticmethod
    def _located(manifest: str, paths: Iterable[str], boundary: str) -> Mapping[str, str | Unread]:
        folder = os.path.dirname(manifest)
        return {declared: locate(declared, folder, boundary) for declared in paths}

    def _boundary(self, manifest: str, *, is_project: bool = False) -> str:
        """The folder that declared paths may not leave: that of the repository or the configuration, else their own."""
        folder = os.path.dirname(manifest)
        if is_within(folder, self._root) and (is_project or self._root_is_project()):
            return self._root
        return self._disk.repository(folder) or folder

    def _root_is_project(self) -> bool:
        if self._is_project is None:
            in_repository = self._disk.repository(self._root) is not None
            self._is_project = in_repository or find_configuration(self._root, self._root) is not None
        return self._is_project
