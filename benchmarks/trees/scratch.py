"""Generated trees, kept between runs in a folder that the caller names."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: raise it when what is generated changes: older trees are left alone and made anew
VERSION: Final = 1


class File(NamedTuple):
    """One file of a tree."""

    #: below the folder of the tree, with slashes
    path: str
    content: bytes


def written(
    scratch: str, name: str, files: Callable[[], Iterable[File]], finish: Callable[[str], None] | None = None
) -> str:
    """The folder of a tree below ``scratch``: as an earlier call left it, else written now, whole or not at all.

    ``finish`` is given the folder once its files are in it.
    """
    folder = os.path.join(scratch, f"{name}-v{VERSION}")
    if os.path.isdir(folder):
        return folder
    part = f"{folder}.part"
    shutil.rmtree(part, ignore_errors=True)
    os.makedirs(part)
    known = {part}
    for file in files():
        path = os.path.join(part, file.path)
        parent = os.path.dirname(path)
        if parent not in known:
            os.makedirs(parent, exist_ok=True)
            known.add(parent)
        with open(path, "wb", opener=_only_mine if path.endswith(".key") else None) as stream:
            stream.write(file.content)
    if finish is not None:
        finish(part)
    os.rename(part, folder)
    return folder


def _only_mine(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
