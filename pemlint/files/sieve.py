"""A quick look into a folder: which files there are, and in which no PEM block begins: in a repository nearly all.

That is said only of regular files that were read to their end. Whatever is left is looked at and read as any file is.
"""

from __future__ import annotations

import os

from pemlint.files.reading import FLAGS, NEEDLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pemlint.files.folders import Folders

__all__ = ["POSSIBLE", "look"]

#: Without descriptors of folders (Windows), nothing is ruled out.
POSSIBLE = hasattr(os, "readv") and os.scandir in os.supports_fd and os.open in os.supports_dir_fd

_LIST = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


def look(
    folders: Folders, folder: str, searched: Iterable[str], buffer: bytearray
) -> tuple[Collection[str], Collection[str]]:
    """The names of the regular files in a folder (a resolved path), and which of those ``searched`` hold no PEM block.

    None where a link stands in the way. Of files that fill the buffer nothing is told, nor of any that cannot be
    opened.
    """
    try:
        above, _ = folders.split(os.path.join(folder, os.curdir))
        descriptor = os.open(os.curdir, _LIST, dir_fd=above)
    except OSError:
        return (), ()
    try:
        # What stands there is looked at before it is opened: to open a device or a pipe may already have an effect.
        with os.scandir(descriptor) as entries:
            files = {entry.name for entry in entries if entry.is_file(follow_symlinks=False)}
        view = [buffer]
        return files, [name for name in searched if name in files and _lacks_block(descriptor, name, buffer, view)]
    except OSError:
        return (), ()
    finally:
        os.close(descriptor)


def _lacks_block(folder: int, name: str, buffer: bytearray, view: list[bytearray]) -> bool:
    try:
        descriptor = os.open(name, FLAGS, dir_fd=folder)
    except OSError:
        return False
    try:
        # A regular file gives less than was asked for only at its end; of one that fills the buffer nothing is told.
        size = os.readv(descriptor, view)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return 0 < size < len(buffer) and buffer.find(NEEDLE, 0, size) < 0
