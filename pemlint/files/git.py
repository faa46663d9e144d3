"""What Git knows of a tree. Git is a program that may be absent, slow or unwilling: then there is no answer.

The repository under test is untrusted, and its own configuration can name programs for Git to run: every call turns
those settings off.
"""

from __future__ import annotations

import os
from itertools import repeat

from pemlint.files.naming import is_temporary, is_within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pemlint.files.walk import Folder

__all__ = ["Tree", "has_git", "ignored", "list_tree", "repository_root"]

#: seconds for one call
_TIMEOUT = 60
#: of the variables that a hook hands on and that speak of another repository or run programs, what Git may see
_KEPT = ("GIT_CEILING_DIRECTORIES", "GIT_CONFIG", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")

_HARMLESS = (
    # Nothing is written, not even a refreshed index.
    "--no-optional-locks",
    *("-c", "core.quotePath=false"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    # A folder of the tree that looks like a repository, with settings of its own, is none.
    *("-c", "safe.bareRepository=explicit"),
    # In a partial clone, a .gitignore that is not checked out would be fetched, by a program that the repository names.
    # Each protocol by its name too: the repository's word on one of them would outweigh ours on all.
    *(
        argument
        for protocol in ("", ".ext", ".file", ".ftp", ".ftps", ".git", ".http", ".https", ".ssh")
        for argument in ("-c", f"protocol{protocol}.allow=never")
    ),
)


def repository_root(start: str) -> str | None:
    """The nearest folder, from ``start`` upward, that is the top of a repository."""
    folder = os.path.abspath(start)
    while True:
        if has_git(folder):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def has_git(folder: str) -> bool:
    """Whether a folder is the top of a repository: it has a ``.git`` folder, or the ``.git`` file of a worktree."""
    return os.path.lexists(os.path.join(folder, ".git"))


class Tree:
    """The files of one repository that Git tracks or does not ignore; those of repositories inside it are not."""

    __slots__ = ("_closed", "_folders", "_prefix", "root")

    def __init__(
        self, root: str, folders: Mapping[str, Mapping[str, bool]], closed: Mapping[str, str] | None = None
    ) -> None:
        """``folders``: path relative to ``root``, with ``/``, and by name whether a file in it is tracked.

        ``closed``: such a path of a folder that Git could not list, and why.
        """
        self.root = root
        self._prefix = os.path.join(root, "")
        self._folders = folders
        self._closed = {} if closed is None else closed

    def status(self, path: str) -> str:
        """``tracked`` or ``untracked``; empty for a file that Git does not list."""
        folder, _, name = self._inside(path).rpartition("/")
        tracked = self._folders.get(folder, {}).get(name)
        return "" if tracked is None else "tracked" if tracked else "untracked"

    def below(self, folder: str) -> list[Folder]:
        """The absolute paths of a folder and of those below it, each with the names of the files in it."""
        inside = self._inside(folder)
        prefix = f"{inside}/" if inside else ""
        return [
            (self._absolute(path), list(names))
            for path, names in self._folders.items()
            if names and (path == inside or path.startswith(prefix))
        ]

    def wanted(self, by_name: Callable[[str], bool]) -> Iterator[str]:
        """The absolute paths of the files that are wanted by their names."""
        for path, names in self._folders.items():
            for name in filter(by_name, names):
                yield os.path.join(self._absolute(path), name)

    def closed(self, folder: str) -> Iterator[tuple[str, str]]:
        """The absolute paths of the folders below a folder that Git could not list, each with the reason."""
        inside = self._inside(folder)
        prefix = f"{inside}/" if inside else ""
        return ((self._absolute(path), why) for path, why in self._closed.items() if path.startswith(prefix))

    def children(self, folder: str) -> Iterator[str]:
        """The absolute paths of the files that lie directly in a folder."""
        return (os.path.join(folder, name) for name in self._folders.get(self._inside(folder), ()))

    def _inside(self, path: str) -> str:
        inside = path[len(self.root) :].lstrip(os.sep)
        return inside.replace(os.sep, "/") if os.sep != "/" else inside

    def _absolute(self, path: str) -> str:
        return self._prefix + (path.replace("/", os.sep) if os.sep != "/" else path) if path else self.root


def list_tree(root: str) -> Tree | None:
    """What Git lists below the top folder of a repository; None when Git does not answer."""
    done = _call(root, "ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard")
    if done is None:
        return None
    output, warnings = done
    folders = _by_folder(os.fsdecode(output).split("\0"))
    return Tree(root, folders, _unlisted(os.fsdecode(warnings)) if warnings else None)


def _by_folder(entries: Iterable[str]) -> Mapping[str, Mapping[str, bool]]:
    """What was listed: for each folder the names of the files in it, and whether they are tracked.

    ``-t`` puts a letter and a space before the path; the letter of a file that is not tracked is ``?``. Of what bears
    the name of our temporary files, only what somebody has committed is anybody's.
    """
    folders: dict[str, dict[str, bool]] = {"": {}}
    last, names, tracked = "", folders[""], False
    for head, _, name in map(str.rpartition, entries, repeat("/")):
        if not head:
            if name and (name[0] != "?" or not is_temporary(name[2:])):
                folders[""][name[2:]] = name[0] != "?"
            continue
        if head != last:  # seldom: what lies in one folder is listed together
            last, names, tracked = head, folders.setdefault(head[2:], {}), head[0] != "?"
        if tracked or not is_temporary(name):
            names[name] = tracked
    return folders


def _unlisted(warnings: str) -> dict[str, str]:
    """The folders that Git says it could not open: it goes on without them, and without any other sign."""
    import re

    found = re.findall(r"^warning: could not open directory '(.+?)/': ([^\n]+)$", warnings, re.MULTILINE | re.DOTALL)
    return {path: why.lower() for path, why in found}


def ignored(root: str, paths: Iterable[str]) -> frozenset[str]:
    """Those of the absolute paths below ``root`` that Git ignores; they need not exist. None of them without Git."""
    # With ``./`` in front, a file named ``:(top)a.pem`` is a file and no pattern.
    names = {os.path.join(os.curdir, os.path.relpath(path, root)): path for path in paths}
    feed = b"".join(os.fsencode(name) + b"\0" for name in sorted(names))
    output = _run(root, "check-ignore", "-z", "--stdin", feed=feed) if names else None
    if output is None:
        return frozenset()
    return frozenset(names[name] for name in os.fsdecode(output).split("\0") if name in names)


def _run(root: str, command: str, *options: str, feed: bytes = b"") -> bytes | None:
    """The output of a Git command; None when it fails."""
    done = _call(root, command, *options, feed=feed)
    return None if done is None else done[0]


def _call(root: str, command: str, *options: str, feed: bytes = b"") -> tuple[bytes, bytes] | None:
    """Output and warnings of a Git command; None when it fails. ``check-ignore`` says by 1 that it has nothing to say.

    Warnings are in English: they are read.
    """
    import subprocess  # 16 ms, and only repositories need it

    program = _program(root)
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603  # a list of arguments: no shell
            # Named by us: the repository's own word on where its files lie could hide them all.
            [program, "-C", root, f"--work-tree={root}", *_HARMLESS, command, *options],
            env=_environment(),
            input=feed,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return (done.stdout, done.stderr) if done.returncode in {0, 1} else None


def _program(root: str) -> str | None:
    """The first ``git`` on PATH that is not of the tree under test, nor of whatever folder we are in."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        path = os.path.join(folder, name)
        if not os.path.isabs(folder) or is_within(os.path.realpath(path), root):
            continue
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None


def _environment() -> dict[str, str]:
    """Our own, without what a hook says of the repository that it runs in: that need not be the one we ask about."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    return kept | {"LC_ALL": "C"}
