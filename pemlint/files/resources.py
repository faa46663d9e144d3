"""What pemlint reads besides its input: the nearest configuration, the built-in profiles, the public roots."""

from __future__ import annotations

import os

import pemlint
from pemlint.files.naming import is_kept_in, shown
from pemlint.files.reading import read, read_file
from pemlint.model import Fault

__all__ = [
    "CONFIGURATION_NAMES",
    "Configurations",
    "find_configuration",
    "profile",
    "profile_names",
    "public_roots",
    "schema",
]

#: of a ``pyproject.toml``; the reader of configurations refuses a larger one
_MOST_BYTES = 1 << 20
#: the first of them in a folder holds; the last only with a ``[tool.pemlint]`` table
CONFIGURATION_NAMES = ("pemlint.toml", ".pemlint.toml", "pyproject.toml")


def find_configuration(start: str, stop: str | None) -> tuple[str, bytes] | Fault | None:
    """The nearest configuration from ``start`` upward; see ``Configurations``."""
    return Configurations().nearest(start, stop)


class Configurations:
    """The configurations that there are; each folder is looked into once."""

    __slots__ = ("_nearest",)

    def __init__(self) -> None:
        self._nearest: dict[str, tuple[str, bytes] | Fault | None] = {}

    def nearest(self, start: str, stop: str | None) -> tuple[str, bytes] | Fault | None:
        """The nearest configuration from a folder upward, and its content; None when there is none.

        The search ends at ``stop``, the root of the repository, where there is one; no link may lead out of that or,
        without it, out of the folder. A configuration that is there and cannot be read is a Fault: to go on without it
        would judge by other rules than the repository asks for.
        """
        folder = os.path.abspath(start)
        top = None if stop is None else os.path.abspath(stop)
        passed = []
        found = None
        while folder not in self._nearest:
            passed.append(folder)
            found = _in_folder(folder, folder if top is None else top)
            parent = os.path.dirname(folder)
            if found is not None or folder in {top, parent}:
                break
            folder = parent
        else:
            found = self._nearest[folder]
        self._nearest.update(dict.fromkeys(passed, found))
        return found


def _in_folder(folder: str, area: str) -> tuple[str, bytes] | Fault | None:
    for name in CONFIGURATION_NAMES:
        path = os.path.join(folder, name)
        data = _configuration(path, area)
        if isinstance(data, Fault):
            return data
        if data is not None and (name != "pyproject.toml" or _has_table(data)):
            return path, data
    return None


def _configuration(path: str, area: str) -> bytes | Fault | None:
    """The content of a configuration, if there is one; a Fault where it leads out of ``area`` or cannot be read."""
    if not os.path.lexists(path):
        return None
    real = os.path.realpath(path)
    # Before it is read, and read by that very path.
    if not is_kept_in(real, os.path.realpath(area)):
        return Fault("is a symbolic link that leads out of the repository or folder", shown(path))
    data = read(real)
    if isinstance(data, bytes):
        return data
    return None if data.reason in {"missing", "directory"} else Fault(data.detail, shown(path))


def _has_table(data: bytes) -> bool:
    """Whether a ``pyproject.toml`` has a ``[tool.pemlint]`` table; a broken one, whether a line says so."""
    if b"pemlint" not in data:
        return False
    import tomli

    if len(data) > _MOST_BYTES:
        return _has_header(data)
    try:
        tool = tomli.loads(data.decode("utf-8")).get("tool")
    except (ValueError, RecursionError):
        return _has_header(data)
    return isinstance(tool, dict) and "pemlint" in tool


def _has_header(data: bytes) -> bool:
    """Whether a line looks like a table of ours: then the reader of configurations says what is wrong, and where."""
    return any(line.lstrip().startswith((b"[tool.pemlint", b"[[tool.pemlint")) for line in data.splitlines())


def profile(name: str) -> bytes | None:
    """The TOML text of a built-in profile; None when there is none of that name."""
    # Looked up in the list, so that a name is never part of a path before it is known to be harmless.
    if name not in profile_names():
        return None
    data = read_file(os.path.join(_rules_folder(), f"{name}.toml"))
    return data if isinstance(data, bytes) else None


def profile_names() -> tuple[str, ...]:
    """The names of the built-in profiles, sorted."""
    try:
        names = os.listdir(_rules_folder())
    except OSError:
        return ()
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def _rules_folder() -> str:
    # Asked of the package itself: in an editable install it does not lie beside this one.
    import pemlint.rules

    return os.path.dirname(pemlint.rules.__file__ or "")


def schema(name: str) -> bytes:
    """The JSON schema of configurations (``pemlint``) or of bundle manifests (``bundle``)."""
    data = read_file(os.path.join(os.path.dirname(pemlint.__file__), f"{name}.schema.json"))
    return data if isinstance(data, bytes) else b"{}"


def public_roots() -> bytes:
    """The public root certificates, as PEM; empty when they cannot be read, and then no top of a chain is known."""
    import certifi

    data = read_file(certifi.where())
    return data if isinstance(data, bytes) else b""
