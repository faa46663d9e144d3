"""Files that a configuration, a profile or a manifest names: read where what names them may name them."""

from __future__ import annotations

import os

from pemlint.files.git import repository_root
from pemlint.files.naming import is_kept_in, is_within
from pemlint.files.reading import read, refusal
from pemlint.model import Fault

__all__ = ["read_named"]

_OUTSIDE = "it lies outside the repository; only the command line may name such a file"


def read_named(path: str, base: str, root: str, *, anywhere: bool = False) -> tuple[bytes, str] | Fault:
    """The bytes of ``path`` relative to the folder ``base``, and the folder that its own paths are relative to.

    With an empty ``base`` the user named the path on the command line: it may lie anywhere, and so may it with
    ``anywhere``, where a file that the user named says it. What else names files keeps to its tree, symbolic links
    resolved: to ``root``, or where it lies elsewhere to its own repository or, outside of Git, to its own folder.
    """
    if "\0" in path:
        return Fault("it is no path: it holds a NUL character", path)
    full = os.path.abspath(os.path.join(base, path))
    try:
        real = os.path.realpath(full)
        if base and not anywhere and not is_kept_in(real, _boundary(base, root)):
            return Fault(_OUTSIDE, path)
    except (OSError, ValueError) as error:
        return Fault(refusal(error).detail, path)
    # By its resolved path: a link that takes its place now is not followed.
    data = read(real)
    return (data, os.path.dirname(full)) if isinstance(data, bytes) else Fault(data.detail, path)


def _boundary(base: str, root: str) -> str:
    folder = os.path.realpath(base)
    if root:
        top = os.path.realpath(root)
        if is_within(folder, top):
            return top
    return repository_root(folder) or folder
