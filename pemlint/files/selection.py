"""What the arguments name: files, and folders with all that is in them."""

from __future__ import annotations

import os

from pemlint.files.naming import is_tls, is_within, relative, shown
from pemlint.files.pathset import PathSet
from pemlint.files.reading import Unread
from pemlint.manifests import is_manifest
from pemlint.model import Fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Protocol

    from pemlint.files.disk import Disk
    from pemlint.files.listing import Sharing
    from pemlint.files.walk import Folder

    class Matches(Protocol):
        """Patterns that leave out files."""

        def matches(self, repo_path: str, /) -> bool:
            """Whether they leave out a file, by its path relative to the root."""
            ...

    class Excludes(Protocol):
        """What says which patterns hold where."""

        def of(self, folder: str, /) -> Matches | None:
            """The patterns for the files directly in a folder, given by its resolved path; None without any."""
            ...


__all__ = ["SIBLING_LIMIT", "Excludes", "Matches", "Selection"]

#: files of one folder that are read as context of a target in it
SIBLING_LIMIT = 1000
#: a name that no file has, and that a pattern covers only if it covers all names
_ANY_NAME = "\0"


class Selection:
    """Sets of resolved paths, so that neither order nor repetition of the arguments matters."""

    __slots__ = (
        "_cwd",
        "_disk",
        "_exclude",
        "_force_exclude",
        "_reopened",
        "_root",
        "_sharing",
        "blockless",
        "context",
        "excluded",
        "faults",
        "manifests",
        "named",
        "scanned",
        "targets",
        "tls",
        "unread",
    )

    def __init__(
        self, disk: Disk, *, cwd: str, root: str, exclude: Excludes, force_exclude: bool, sharing: Sharing | None
    ) -> None:
        self._disk = disk
        self._cwd = cwd
        self._root = root
        self._exclude = exclude
        self._force_exclude = force_exclude
        self._sharing = sharing
        #: folders that patterns leave out and somebody named all the same
        self._reopened: set[str] = set()
        #: files to judge, and those among them that are arguments themselves
        self.targets: set[str] = set()
        self.named: set[str] = set()
        #: files to read besides
        self.context: set[str] = set()
        #: files that are TLS, or manifests, by one of the names that led to them
        self.tls: set[str] = set()
        self.manifests: set[str] = set()
        #: files and links in folders that patterns leave out
        self.excluded: set[str] = set()
        #: files to judge that hold no PEM block: they are read only where a name or a declaration makes them TLS
        self.blockless = PathSet()
        self.scanned: set[str] = set()
        self.faults: set[Fault] = set()
        #: what nobody named and could not be read, by path: why, and what kind of thing it is
        self.unread: dict[str, tuple[Unread, str]] = {}

    def take(self, argument: str) -> None:
        """An argument: a file or a folder."""
        path = os.path.join(self._cwd, argument)
        found = self._disk.find(path) if argument else Unread("missing", "'' is not a possible file name")
        if isinstance(found, Unread):
            self.faults.add(Fault(found.detail, shown(argument)))
        elif found.is_folder:
            self._take_folder(found.path)
        else:
            self.take_file(path, found.path)

    def take_file(self, name: str, path: str) -> None:
        """A file that somebody named, whether or not it is on the disk."""
        if self._force_exclude and self.is_excluded(path):
            self.excluded.add(path)
            return
        self.named.add(path)
        self.targets.add(path)
        self.know(name, path)

    def know(self, name: str, path: str) -> None:
        """Note what a file is by a name that leads to it, and by its own."""
        also = name != path
        if is_tls(path) or (also and is_tls(name)):
            self.tls.add(path)
        if is_manifest(path) or (also and is_manifest(name)):
            self.manifests.add(path)

    def admitted(self, name: str, *areas: str) -> str | None:
        """The file that a listed name leads to; None where there is none, it cannot be read, or patterns leave it out.

        What is no TLS file by its name need not be one: that it leads nowhere is passed over.
        """
        if self.is_excluded(name):
            self.excluded.add(name)
            return None
        path = self._disk.admit(name, self._root, *areas)
        if isinstance(path, Unread):
            if is_tls(name) or is_manifest(name):
                self.unread[name] = path, ""
            return None
        if path is not None and path != name and self.is_excluded(path):
            self.excluded.add(path)
            return None
        return path

    def is_excluded(self, path: str) -> bool:
        """Whether the patterns that hold in its folder leave a path out."""
        if path == self._root or not is_within(path, self._root):
            return False
        exclude = self._exclude.of(os.path.dirname(path))
        return exclude is not None and self._is_left_out(path, exclude)

    def _is_emptied(self, folder: str) -> bool:
        """Whether the patterns that hold around a folder leave out whatever lies in it."""
        if folder == self._root or not is_within(folder, self._root):
            return False
        exclude = self._exclude.of(os.path.dirname(folder))
        return exclude is not None and self._is_left_out(os.path.join(folder, _ANY_NAME), exclude)

    def _is_left_out(self, path: str, exclude: Matches) -> bool:
        if any(is_within(path, folder) for folder in self._reopened):
            return False
        return is_within(path, self._root) and exclude.matches(relative(path, self._root, self._root))

    def folders(self) -> set[str]:
        """The folders of all targets."""
        # each path up to its name, and only of these the folder: it is done for every file
        starts = {path[: path.rfind(os.sep) + 1] for path in self.targets}
        return set(map(os.path.dirname, starts)) | self.scanned

    def add_siblings(self) -> None:
        """Add the TLS files beside each argument that is a file with TLS material, up to ``SIBLING_LIMIT`` a folder."""
        for folder in {os.path.dirname(path) for path in self.named if isinstance(self.content(path), bytes)}:
            names = [name for name in self._disk.beside(folder) if is_tls(name) and not self.is_excluded(name)]
            for name in sorted(names)[:SIBLING_LIMIT]:
                path = self._disk.admit(name, self._root, folder)
                if isinstance(path, str) and not self.is_excluded(path):
                    self.context.add(path)
                    self.know(name, path)

    def to_read(self) -> set[str]:
        """The files to read; what is left of ``blockless`` is none of them."""
        wanted = self.blockless.among(self.tls) | self.blockless.among(self.manifests)
        self.targets |= wanted
        self.blockless.remove(wanted)
        files = self.targets | self.context
        return files - self.blockless.among(files)

    def content(self, path: str) -> bytes | Unread | None:
        """The content of a file; None for one that is not TLS by its name and has no PEM block."""
        whole = path in self.tls or path in self.manifests
        return self._disk.whole(path) if whole else self._disk.embedded(path)

    def refuse(self, path: str, why: Unread) -> None:
        """Note a file or a folder that cannot be read: as a fault if somebody named it."""
        if path in self.named or path in self.scanned:
            self.faults.add(Fault(why.detail, relative(path, self._cwd, self._root)))
        elif path not in self.targets:
            if path not in self.context:
                self.unread[path] = why, "folder"
        elif path in self.tls or path in self.manifests:
            self.unread[path] = why, ""
        else:
            self.unread[path] = why, "embedded" if why.reason == "too-large" else "other-extension"

    def _take_folder(self, folder: str) -> None:
        # a pattern such as vendor/ or vendor/** covers what is in a folder, and not its name
        if not self._force_exclude and (self.is_excluded(folder) or self._is_emptied(folder)):
            self._reopened.add(folder)
        self.scanned.add(folder)
        from pemlint.files.listing import tell  # for folders only

        listed = self._disk.below(folder, self.refuse)
        for each, told in zip(listed, tell(listed, self._disk, self._patterned, self._sharing), strict=True):
            self._take_listed(each, told)

    def _patterned(self, listed: Folder) -> Collection[str]:
        """The names in a folder that a pattern leaves out."""
        folder, names = listed
        exclude = self._exclude.of(folder)
        if exclude is None:
            return ()
        return [name for name in names if self._is_left_out(os.path.join(folder, name), exclude)]

    def _take_listed(self, listed: Folder, told: bytes) -> None:
        """What was listed in a folder, and what a quick look tells of it."""
        from pemlint.files.sieve import BLOCKLESS, TLS, UNTOLD

        area, names = listed
        if told.count(BLOCKLESS) == len(told):
            self.blockless.add(area, names)  # as in most folders of a repository
            return
        prefix = os.path.join(area, "")
        paths = [prefix + name for name in names]
        if told.count(TLS) == len(told):
            self.targets.update(paths)
            self.tls.update(paths)
            return
        self.blockless.add(area, [name for name, what in zip(names, told, strict=True) if what == BLOCKLESS])
        for path, what in zip(paths, told, strict=True):
            if what == BLOCKLESS:
                continue
            found = self.admitted(path, area) if what == UNTOLD else path
            if found is None:
                continue
            self.targets.add(found)
            self.know(path, found)
