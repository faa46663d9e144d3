"""Files that a configuration or a profile names: read, unless a file of the repository names one outside of it."""

from __future__ import annotations

import os

from pemlint.files.naming import is_within
from pemlint.files.reading import read_file
from pemlint.model import Fault

__all__ = ["read_named"]


def read_named(path: str, base: str, root: str) -> tuple[bytes, str] | Fault:
    """The bytes of ``path`` relative to the folder ``base``, and the folder that its own paths are relative to.

    An empty ``base`` means that the user named the path on the command line: it may lie anywhere. What lies in the
    repository ``root`` may name only what lies there too, symbolic links resolved.
    """
    if "\0" in path:
        return Fault("it is no path: it holds a NUL character", path)
    full = os.path.abspath(os.path.join(base, path))
    real = os.path.realpath(full)
    top = os.path.realpath(root) if root else ""
    if base and top and is_within(os.path.realpath(base), top) and not is_within(real, top):
        return Fault("it lies outside the repository; only the command line may name such a file", path)
    data = read_file(real)
    return data._replace(path=path) if isinstance(data, Fault) else (data, os.path.dirname(full))
