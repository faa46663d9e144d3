"""What was read of files, by their absolute paths; another process may have read it."""

from __future__ import annotations

from pemlint.files.reading import Unread, has_block, read_listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Final

__all__ = ["Contents", "Shelf"]

#: bytes that one process reads for another; the page after page that is not used takes no memory
_ROOM: Final = 64 * 1024 * 1024


class Contents:
    """Each file is read once."""

    __slots__ = ("modes", "searched", "whole")

    def __init__(self, overlay: Mapping[str, bytes]) -> None:
        """``overlay`` stands in for what is on the disk."""
        self.whole: dict[str, bytes | Unread] = dict(overlay)
        #: text files in which a block may begin; None for any other
        self.searched: dict[str, bytes | Unread | None] = {}
        self.modes: dict[str, int] = {}

    def keep(self, folder: int, name: str, path: str, *, text: bool) -> None:
        """Read a file of an open folder, if that is easily done; ``text``: only if a block may begin in it."""
        if path not in self.whole and path not in self.searched:
            found = read_listed(folder, name)
            if found is not None:
                self._add(path, *found, text=text)

    def add(self, kept: Iterable[tuple[str, bytes, int, bool]]) -> None:
        """Take in what another process has read. What was read here stays as it was read here."""
        whole, searched, modes = self.whole, self.searched, self.modes
        for path, data, mode, text in kept:
            if path in whole or path in searched:
                continue
            if text:
                self._add(path, data, mode, text=True)
            else:
                whole[path], modes[path] = data, mode

    def _add(self, path: str, data: bytes, mode: int, *, text: bool) -> None:
        self.modes[path] = mode
        if not text:
            self.whole[path] = data
        else:
            self.searched[path] = data if has_block(data) else None


class Shelf:
    """Where one process puts what it has read for another, of which both see the memory."""

    __slots__ = ("_end", "_kept", "_room")

    def __init__(self) -> None:
        from mmap import mmap

        self._room = mmap(-1, _ROOM)
        self._end = 0
        self._kept: list[tuple[str, int, int, int, bool]] = []

    def keep(self, folder: int, name: str, path: str, *, text: bool) -> None:
        """As ``Contents.keep``, as long as there is room; what has none is read again."""
        found = read_listed(folder, name)
        if found is not None and self._end + len(found[0]) <= _ROOM:
            data, mode = found
            start, self._end = self._end, self._end + len(data)
            self._room[start : self._end] = data
            self._kept.append((path, start, self._end, mode, text))

    def pack(self) -> bytes:
        """What stands where, for ``take`` in the other process."""
        import marshal

        return marshal.dumps(self._kept)

    def take(self, packed: bytes) -> Iterable[tuple[str, bytes, int, bool]]:
        """What another process has put here: path, content, mode, and whether it may be text without a block."""
        import marshal

        for path, start, end, mode, text in marshal.loads(packed):  # noqa: S302 - written by a process of this run
            yield path, self._room[start:end], mode, text
        self._room.close()
