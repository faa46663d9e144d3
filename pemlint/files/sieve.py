"""A quick look into a folder: which of the names listed in it are files, and in which no PEM block begins.

The last is so of nearly all in a repository. It is said only of regular files that were read to their end. Whatever is
left is looked at and read as any file is.
"""

from __future__ import annotations

import os

from pemlint.files.naming import TELLING, is_tls
from pemlint.files.reading import FLAGS, NEEDLE
from pemlint.manifests import is_manifest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pemlint.files.folders import Folders

__all__ = ["BLOCKLESS", "MANIFEST", "OTHER", "POSSIBLE", "TLS", "UNTOLD", "look"]

#: What is told of a name: nothing; a regular file in which no PEM block begins, or one may begin; one that is TLS, or a
#: manifest, by this name, whatever is in it. Those from ``OTHER`` on are worth reading.
UNTOLD, BLOCKLESS, OTHER, TLS, MANIFEST = range(5)

#: Without descriptors of folders (Windows), nothing is told.
POSSIBLE = hasattr(os, "readv") and os.scandir in os.supports_fd and os.open in os.supports_dir_fd

_LIST = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def look(
    folders: Folders,
    folder: str,
    names: Collection[str],
    left_out: Collection[str],
    buffer: bytearray,
    keep: Callable[[int, str, int], None],
) -> bytes:
    """What is told of each name in a folder (a resolved path); nothing of those ``left_out``.

    Nor of any where a link stands in the way. Files that fill the buffer, or cannot be opened, may have a block.
    ``keep``, with the descriptor of the folder, the name and what is told, is called for each file worth reading.
    """
    try:
        above, last = folders.split(folder)
        descriptor = os.open(last or os.curdir, _LIST, dir_fd=above)
    except OSError:
        return bytes(len(names))
    try:
        # What stands there is looked at before it is opened: to open a device or a pipe may already have an effect.
        with os.scandir(descriptor) as entries:
            files = {entry.name for entry in entries if entry.is_file(follow_symlinks=False)}
        files.difference_update(left_out)
        kinds = _kinds(names)
        view = [buffer]
        told = bytes(
            [
                (kinds.get(name) or (BLOCKLESS if _lacks_block(descriptor, name, buffer, view) else OTHER))
                if name in files
                else UNTOLD
                for name in names
            ]
        )
        if max(told) >= OTHER:
            for name, what in zip(names, told, strict=True):
                if what >= OTHER:
                    keep(descriptor, name, what)
    except OSError:
        return bytes(len(names))
    else:
        return told
    finally:
        os.close(descriptor)


def _kinds(names: Collection[str]) -> dict[str, int]:
    """Those that are TLS or manifests; all others are told from them by how they end, without a call for each."""
    telling = [name for name in names if name[name.rfind(".") + 1 :].lower() in TELLING]
    kinds = {name: TLS if is_tls(name) else MANIFEST if is_manifest(name) else UNTOLD for name in telling}
    return {name: kind for name, kind in kinds.items() if kind}


def _lacks_block(folder: int, name: str, buffer: bytearray, view: list[bytearray]) -> bool:
    try:
        descriptor = os.open(name, FLAGS, dir_fd=folder)
    except OSError:
        return False
    try:
        # A regular file gives less than was asked for only at its end.
        size = os.readv(descriptor, view)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return 0 < size < len(buffer) and buffer.find(NEEDLE, 0, size) < 0
