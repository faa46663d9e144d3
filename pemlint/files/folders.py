"""Folders by descriptor: what is opened through one lies where its path says, whatever becomes a link meanwhile.

A path is resolved and judged first, and opened later. Between the two, somebody who may write to the tree can put a
symbolic link into the way. So each part of a resolved path is opened by itself, and none of them may be a link.
"""

from __future__ import annotations

import contextlib
import os

__all__ = ["Folders"]

#: Without descriptors of folders (Windows), paths are opened as they are.
_BY_DESCRIPTOR = os.open in os.supports_dir_fd and hasattr(os, "O_DIRECTORY") and hasattr(os, "O_NOFOLLOW")
# O_PATH (Linux): a folder above may let us pass and still not let us list it.
_FOLDER = (
    getattr(os, "O_PATH", os.O_RDONLY)
    | getattr(os, "O_DIRECTORY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


class Folders:
    """Descriptors of one folder and of those above it, kept while neighbours are read: each is opened once."""

    __slots__ = ("_chain", "_descriptors", "_folder")

    def __init__(self) -> None:
        self._folder: str | None = None
        self._chain: list[str] = []
        self._descriptors: list[int] = []

    def split(self, path: str) -> tuple[int | None, str]:
        """A resolved, absolute path as the descriptor of its folder and the name in it, for ``os.open`` and its like.

        None and the whole path where there are no such descriptors. Raises OSError where a part is a link, no folder,
        or gone. The descriptor holds until the next call.
        """
        if not _BY_DESCRIPTOR:
            return None, path
        folder, name = os.path.split(path)
        if folder != self._folder:
            self._go(folder)
        return self._descriptors[-1], name

    def close(self) -> None:
        """Close every descriptor."""
        self._folder = None
        self._leave(0)

    def _go(self, folder: str) -> None:
        self._folder = None
        parts = [os.sep, *filter(None, folder.split(os.sep))]
        common = 0
        for old, new in zip(self._chain, parts, strict=False):
            if old != new:
                break
            common += 1
        self._leave(common)
        for part in parts[common:]:
            above = self._descriptors[-1] if self._descriptors else None
            self._descriptors.append(os.open(part, _FOLDER, dir_fd=above))
            self._chain.append(part)
        self._folder = folder

    def _leave(self, depth: int) -> None:
        for descriptor in self._descriptors[depth:]:
            with contextlib.suppress(OSError):
                os.close(descriptor)
        del self._descriptors[depth:], self._chain[depth:]
