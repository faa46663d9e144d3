"""What one run has learnt of the disk: each file is read once, and Git is asked once a repository."""

from __future__ import annotations

import os
import stat

from pemlint.files.contents import Contents, Shelf
from pemlint.files.folders import Folders
from pemlint.files.git import Tree, has_git, ignored, list_tree
from pemlint.files.links import LEADS_OUT, leads_out
from pemlint.files.naming import is_kept_in, is_within
from pemlint.files.reading import SPECIAL, Unread, has_block, read, read_embedded, refusal
from pemlint.files.walk import children, walk
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from typing import Self

    from pemlint.files.walk import Folder

__all__ = ["Disk", "Named"]


#: bytes; larger files are searched piece by piece, one after the other
_BUFFER = 1024 * 1024


class Named(NamedTuple):
    """What a name leads to: the path without symbolic links, and whether that is a folder."""

    path: str
    is_folder: bool


class Disk:
    """Paths here are absolute and, but for those handed to ``find`` and ``admit``, without symbolic links."""

    __slots__ = (
        "_buffer",
        "_contents",
        "_folders",
        "_overlay",
        "_real_folders",
        "_repositories",
        "_trees",
    )

    def __init__(self, overlay: Mapping[str, bytes]) -> None:
        """``overlay``: contents that stand in for those on the disk (standard input)."""
        self._overlay = overlay
        self._folders = Folders()
        self._buffer = bytearray()
        self._contents = Contents(overlay)
        self._real_folders: dict[str, str] = {}
        self._repositories: dict[str, str | None] = {}
        self._trees: dict[str, Tree | None] = {}

    def whole(self, path: str) -> bytes | Unread:
        """The content of a file."""
        contents = self._contents
        known = contents.whole.get(path)
        if known is None:
            found = contents.searched.get(path)
            known = contents.whole[path] = read(path, self._folders, contents.modes) if found is None else found
        return known

    def embedded(self, path: str) -> bytes | Unread | None:
        """The content of a text file in which a PEM block may begin; None for any other file."""
        if path in self._overlay:
            return self._overlay[path] if has_block(self._overlay[path]) else None
        contents = self._contents
        if path not in contents.searched:
            contents.searched[path] = read_embedded(path, self._folders, contents.modes)
        return contents.searched[path]

    def look(self, listed: Folder, left_out: Collection[str], shelf: Shelf | None = None) -> bytes:
        """What ``sieve`` tells of each name in a folder; all but those without a block are read, and kept.

        They are kept on a shelf, if there is one, for another process.
        """
        from pemlint.files import sieve  # for folders only

        folder, names = listed
        if not sieve.POSSIBLE or any(os.path.dirname(path) == folder for path in self._overlay):
            return bytes(len(names))
        if not self._buffer:
            self._buffer = bytearray(_BUFFER)
        prefix = os.path.join(folder, "")
        kept = shelf or self._contents

        def keep(descriptor: int, name: str, what: int) -> None:
            kept.keep(descriptor, name, prefix + name, text=what == sieve.OTHER)

        return sieve.look(self._folders, folder, names, left_out, self._buffer, keep)

    def learn(self, kept: Iterable[tuple[str, bytes, int, bool]]) -> None:
        """Take in what another process has read; see ``Shelf.take``."""
        self._contents.add(kept)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # What has been learnt stays.
        self._folders.close()

    def find(self, path: str) -> Named | Unread:
        """What a name given by somebody leads to, links followed that keep to their repository.

        A special file is refused.
        """
        try:
            mode = os.stat(path).st_mode
            real = os.path.realpath(path)
        except (OSError, ValueError) as error:
            return refusal(error)
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            return SPECIAL
        return LEADS_OUT if leads_out(path, real) else Named(real, stat.S_ISDIR(mode))

    def admit(self, path: str, *areas: str) -> str | Unread | None:
        """The regular file that a listed name leads to; None where there is nothing, or a folder.

        Not read is what is no regular file, and what links lead to that lies in none of the ``areas``. Git goes on
        listing files below a folder that a link has replaced, so folders are looked at too.
        """
        folder, name = os.path.split(path)
        real = os.path.join(self._real_folder(folder), name)
        link = False
        try:
            mode = os.lstat(real).st_mode
            if stat.S_ISLNK(mode):
                link = True
                real = os.path.realpath(real)
                mode = os.stat(real).st_mode
        except (OSError, ValueError) as error:
            return _nothing(error, link=link)
        if stat.S_ISDIR(mode):
            return None
        if real != path and not any(is_kept_in(real, area) for area in areas):
            return LEADS_OUT
        return real if stat.S_ISREG(mode) else SPECIAL

    def below(self, folder: str, refuse: Callable[[str, Unread], None]) -> list[Folder]:
        """All files in a folder and below that Git tracks or does not ignore, by folder; without Git, all files.

        A folder that Git ignores as a whole is seldom meant by anybody who names it to be empty: it is walked.
        """
        tree = self._tree(folder)
        if tree is None:
            return list(walk(folder, refuse))
        for path, why in tree.closed(folder):
            refuse(path, Unread("unreadable", why))
        listed = tree.below(folder)
        if not listed and folder != tree.root and ignored(tree.root, (folder,)):
            return list(walk(folder, refuse))
        return listed

    def beside(self, folder: str) -> Iterable[str]:
        """The names of what lies directly in a folder and is tracked or not ignored; without Git, of everything."""
        tree = self._tree(folder)
        return children(folder) if tree is None else tree.children(folder)

    def around(
        self, folders: Collection[str], root: str, wanted: Callable[[str], bool], taken: Collection[str]
    ) -> Iterator[str]:
        """The names of files that may concern files in ``folders``, of those that are ``wanted`` by their names.

        Those of the whole repositories that the folders lie in, but for those ``taken`` as a whole; without Git, those
        in the folders and, up to ``root``, in the folders above.
        """
        seen: set[str] = set()
        for folder in sorted(folders):
            tree = self._tree(folder)
            if tree is not None:
                if tree.root not in seen and tree.root not in taken:
                    seen.add(tree.root)
                    yield from tree.wanted(wanted)
                continue
            while folder not in seen:
                seen.add(folder)
                yield from filter(wanted, children(folder))
                if folder == root or not is_within(folder, root):
                    break
                folder = os.path.dirname(folder)  # noqa: PLW2901  # upward

    def statuses(self, paths: Iterable[str]) -> dict[str, str]:
        """``tracked``, ``untracked`` or ``ignored`` for each path of which Git says so; the files need not exist.

        It is quick where those of one folder stand together.
        """
        found: dict[str, str] = {}
        unlisted: dict[str, list[str]] = {}
        tree, last = None, ""
        for path in paths:
            above = path[: path.rfind(os.sep) + 1]
            if above != last:
                tree, last = self._tree(os.path.dirname(path)), above
            if tree is None:
                continue
            status = tree.status(path)
            if status:
                found[path] = status
            else:
                unlisted.setdefault(tree.root, []).append(path)
        for root, candidates in unlisted.items():
            found.update(dict.fromkeys(ignored(root, candidates), "ignored"))
        return found

    def mode(self, path: str) -> int | None:
        """The permission bits of a file that was read; None where permissions are no bits, or it is not on the disk."""
        mode = self._contents.modes.get(path)
        return None if mode is None or os.name != "posix" else stat.S_IMODE(mode)

    def repository(self, folder: str) -> str | None:
        """The root of the repository that a folder lies in."""
        root: str | None = None
        passed: list[str] = []
        while True:
            if folder in self._repositories:
                root = self._repositories[folder]
                break
            passed.append(folder)
            if has_git(folder):
                root = folder
                break
            parent = os.path.dirname(folder)
            if parent == folder:
                break
            folder = parent
        self._repositories.update(dict.fromkeys(passed, root))
        return root

    def _tree(self, folder: str) -> Tree | None:
        root = self.repository(folder)
        if root is None:
            return None
        if root not in self._trees:
            self._trees[root] = list_tree(root)
        return self._trees[root]

    def _real_folder(self, folder: str) -> str:
        if folder not in self._real_folders:
            self._real_folders[folder] = os.path.realpath(folder)
        return self._real_folders[folder]


def _nothing(error: OSError | ValueError, *, link: bool) -> Unread | None:
    """What it means that a listed name leads nowhere: it has gone meanwhile, or there is something in the way."""
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return Unread("broken-link", "is a symbolic link to a file that is not there") if link else None
    return Unread("unreadable", refusal(error).detail)
