"""From arguments to sources: the targets, and the context that they are judged in."""

from __future__ import annotations

import os
from itertools import chain
from operator import attrgetter

from pemlint import manifests
from pemlint.files import reading
from pemlint.files.context import Context
from pemlint.files.disk import Disk
from pemlint.files.links import LEADS_OUT, leads_out
from pemlint.files.naming import Relative, relative, shown
from pemlint.files.reading import Unread, refusal, too_large
from pemlint.files.selection import Selection
from pemlint.model import Fault, NotRead, Source
from pemlint.record import NamedTuple
from pemlint.watch import unwatched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pemlint.files.context import Declares
    from pemlint.files.listing import Sharing
    from pemlint.files.selection import Excludes
    from pemlint.manifests import Manifest
    from pemlint.watch import Watch

__all__ = ["Absent", "Inputs", "collect"]

_STDIN = "<stdin>"
#: names that differ only in bytes that are not UTF-8 may be shown alike
_BY_REPO_PATH = attrgetter("repo_path", "data")


class Absent(NamedTuple):
    """Why a declared file could not be read."""

    #: ``missing``, ``outside``, ``directory``, ``unreadable``, ``special`` or ``too-large``
    reason: str
    #: ``ignored`` where Git ignores a file of that name, else empty
    git: str = ""


class Inputs(NamedTuple):
    """All that a run judges, and what it could not read. Equal arguments in any order give equal inputs."""

    #: every file with TLS material, by its name or found in it, and every manifest; sorted, each real file once
    sources: tuple[Source, ...]
    #: those of ``sources`` that are manifests to judge
    manifests: tuple[Source, ...]
    #: (manifest ``repo_path``, path as declared) of each file that could not be read
    absent: Mapping[tuple[str, str], Absent]
    #: the same keys, for the others: ``repo_path`` of the source
    resolved: Mapping[tuple[str, str], str]
    #: files read
    files: int
    #: what was named and could not be read
    faults: tuple[Fault, ...]
    #: files in folders that patterns left out
    excluded: int
    #: ``repo_path`` of each folder that was named; empty for the root itself
    scanned: tuple[str, ...]
    #: what nobody named and could not be read: files too large, folders that do not open …
    unread: tuple[NotRead, ...] = ()


def _manifest(data: bytes, repo_path: str) -> Manifest:
    """What a manifest declares; its reader is imported for the first."""
    return manifests.parse(data, repo_path)


def collect(
    arguments: Sequence[str],
    *,
    cwd: str,
    root: str,
    exclude: Excludes,
    force_exclude: bool,
    stdin: bytes | None = None,
    stdin_filename: str = "",
    tables: Callable[[Iterable[str]], Mapping[str, tuple[str, ...]]] | None = None,
    declared: Callable[[bytes, str], Declares] | None = None,
    watch: Watch = unwatched,
    sharing: Sharing | None = None,
) -> Inputs:
    """Read what the arguments name (files, folders, ``-`` for ``stdin``) and the context that it is judged in.

    ``root`` is the root of the repository or, outside of one, the folder that paths in reports are relative to.
    ``exclude`` says which patterns leave out files, by their paths from there. ``tables``, asked with the folders of
    all targets, gives for each configuration that holds there, by its path from ``root``, the files that its own
    bundles declare. ``declared`` reads a manifest: ``pemlint.manifests.parse`` unless another is given. ``watch`` sees
    each file pass. ``sharing`` gives the processes that share the search of so many files.
    """
    cwd, root = os.path.realpath(cwd), os.path.realpath(root)
    wanted = set(arguments)
    piped = _piped(stdin, stdin_filename, cwd) if "-" in wanted else None
    overlay = {piped.path: piped.data} if isinstance(piped, _Piped) and piped.path else {}
    with Disk(overlay) as disk:
        selection = Selection(disk, cwd=cwd, root=root, exclude=exclude, force_exclude=force_exclude, sharing=sharing)
        for argument in sorted(wanted - {"-"}):
            selection.take(argument)
        if isinstance(piped, Fault):
            selection.faults.add(piped)
        elif piped is not None and piped.path:
            selection.take_file(piped.name, piped.path)
        context = Context(disk, selection, root, declared or _manifest)
        context.add_target_manifests()
        context.add_tables(tables(selection.folders()) if tables else {})
        context.add_manifests_around()
        frame = _Frame(cwd, root, piped if isinstance(piped, _Piped) else None)
        return _inputs(disk, selection, context, frame, watch)


class _Piped(NamedTuple):
    """Standard input. ``path`` is resolved and stands in for the file of that name; empty without a name."""

    name: str
    path: str
    data: bytes


class _Frame:
    """What the paths of sources are told by."""

    __slots__ = ("_cwd", "_repo_path", "_seen", "piped", "root")

    def __init__(self, cwd: str, root: str, piped: _Piped | None) -> None:
        self.root = root
        self.piped = piped
        self._cwd = cwd
        self._repo_path = Relative(root, root)
        self._seen = self._repo_path if cwd == root else Relative(cwd, root)

    def source(self, path: str, data: bytes, *, tls: bool, target: bool, git: str, mode: int | None) -> Source:
        """The record of a file that was read."""
        repo_path = self._repo_path(path)
        if self.piped is not None and path == self.piped.path:
            seen = relative(self.piped.name, self._cwd, self.root)
        else:
            seen = repo_path if self._seen is self._repo_path else self._seen(path)
        # by place: this is done for every file
        return Source(seen, repo_path, data, tls, target, git, mode)

    def unread(self, path: str) -> Source:
        """The record of a file or a folder that was not read."""
        name = self.piped.name if self.piped is not None and path == self.piped.path else path
        seen, repo_path = relative(name, self._cwd, self.root), relative(path, self.root, self.root)
        return Source(seen, repo_path, b"", tls=False, target=True)

    def folder(self, path: str) -> str:
        """The ``repo_path`` of a folder: empty for the root."""
        return "" if path == self.root else relative(path, self.root, self.root)


def _piped(data: bytes | None, filename: str, cwd: str) -> _Piped | Fault:
    if data is None:
        return Fault("there is no standard input", _STDIN)
    if len(data) > reading.FILE_LIMIT:
        return Fault(too_large(reading.FILE_LIMIT).detail, _STDIN)
    if not filename:
        return _Piped("", "", data)
    name = os.path.normpath(os.path.join(cwd, filename))
    try:
        path = os.path.realpath(name)
    except ValueError as error:
        return Fault(refusal(error).detail, shown(filename))
    return Fault(LEADS_OUT.detail, shown(filename)) if leads_out(name, path) else _Piped(name, path, data)


def _inputs(disk: Disk, selection: Selection, context: Context, frame: _Frame, watch: Watch) -> Inputs:
    """Read what was selected, and say what could not be read."""
    selection.add_siblings()
    located = context.located()
    contents: dict[str, bytes] = {}
    bare: set[str] = set()
    for path in watch("reading", sorted(selection.to_read())):
        data = selection.content(path)
        if isinstance(data, bytes):
            contents[path] = data
        elif data is None:
            bare.add(path)
        elif path in selection.named or path not in located:
            selection.refuse(path, data)
    git = disk.statuses(chain(contents, located - contents.keys()))
    sources: dict[str, Source] = {}
    for path, data in contents.items():
        status = git.get(path, "")
        mode = None if status == "tracked" else disk.mode(path)
        tls, target = path in selection.tls, path in selection.targets
        sources[path] = frame.source(path, data, tls=tls, target=target, git=status, mode=mode)
    unnamed = [frame.piped] if frame.piped is not None and not frame.piped.path else []
    everything = [*sources.values(), *(Source(_STDIN, _STDIN, piped.data, tls=True, target=True) for piped in unnamed)]
    absent: dict[tuple[str, str], Absent] = {}
    resolved: dict[tuple[str, str], str] = {}
    for manifest, places in context.declarations.items():
        repo_path = relative(manifest, frame.root, frame.root)
        for declared, place in places.items():
            if isinstance(place, Unread):
                absent[repo_path, declared] = Absent(place.reason)
            elif place in sources:
                resolved[repo_path, declared] = sources[place].repo_path
            else:
                absent[repo_path, declared] = _absent(disk.whole(place), git.get(place, ""))
    return Inputs(
        sources=tuple(sorted(everything, key=_BY_REPO_PATH)),
        manifests=tuple(sorted((sources[path] for path in context.manifests if path in sources), key=_BY_REPO_PATH)),
        absent=absent,
        resolved=resolved,
        files=len(contents) + len(bare) + len(selection.blockless) + len(unnamed),
        faults=tuple(sorted(selection.faults, key=_by_path)),
        excluded=len(selection.excluded - contents.keys() - bare - selection.blockless.among(selection.excluded)),
        scanned=tuple(sorted(frame.folder(path) for path in selection.scanned)),
        unread=tuple(
            NotRead(frame.unread(path), why.reason, why.detail, kind)
            for path, (why, kind) in sorted(selection.unread.items())
        ),
    )


def _absent(why: bytes | Unread, git: str) -> Absent:
    return Absent(why.reason if isinstance(why, Unread) else "unreadable", git if git == "ignored" else "")


def _by_path(fault: Fault) -> tuple[str, str]:
    return fault.path, fault.message
