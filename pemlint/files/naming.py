"""What the name of a file says, and how names are written for people: no disk is touched here."""

from __future__ import annotations

import os

__all__ = [
    "TELLING",
    "TLS_EXTENSIONS",
    "Relative",
    "is_kept_in",
    "is_temporary",
    "is_tls",
    "is_within",
    "relative",
    "shown",
    "temporary_name",
]

_ODD = {os.sep, "."}
_TWICE = os.sep * 2
_HERE = f"{os.sep}."

#: files that hold TLS material by their name; compared in lower case
TLS_EXTENSIONS = frozenset(
    (
        *("pem", "crt", "cer", "cert", "key", "csr", "req", "crl", "p7b", "p7c", "p7s", "der"),
        *("p12", "pfx", "p8", "jks", "keystore", "truststore", "ca-bundle"),
    )
)
_ENDINGS = frozenset(f".{extension}" for extension in TLS_EXTENSIONS)
#: what follows the last dot, if any, in the name of every TLS file and every manifest, and of few others
TELLING = TLS_EXTENSIONS | {"toml"}

#: names of the temporary files that pemlint writes, each with random hexadecimal digits between
_BEFORE, _DIGITS, _AFTER = ".pemlint-", 16, ".tmp"


def temporary_name() -> str:
    """A name for a temporary file that nobody else has; short, as a name made from another may be too long."""
    return f"{_BEFORE}{os.urandom(_DIGITS // 2).hex()}{_AFTER}"


def is_temporary(path: str) -> bool:
    """Whether a path ends in a name that ``temporary_name`` may have given."""
    if not path.endswith(_AFTER):
        return False
    name = os.path.basename(path)
    digits = name[len(_BEFORE) : -len(_AFTER)]
    return name.startswith(_BEFORE) and len(digits) == _DIGITS and set(digits) <= set("0123456789abcdef")


def is_tls(path: str) -> bool:
    """Whether a file holds TLS material by its extension; ``ca-bundle`` is one as a whole name too."""
    return path[path.rfind(".") :].lower() in _ENDINGS or path[path.rfind(os.sep) + 1 :].lower() == "ca-bundle"


def is_within(path: str, folder: str) -> bool:
    """Whether an absolute, resolved path is ``folder`` or lies below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def is_kept_in(path: str, folder: str) -> bool:
    """Whether an absolute, resolved path lies in ``folder`` and not among what Git keeps there for itself.

    What is in ``.git`` came with no commit, and may hold passwords: no file of the tree may lead there.
    """
    if not is_within(path, folder):
        return False
    inside = path[len(folder) :]
    # Some file systems know no difference between capitals and small letters.
    return ".git" not in inside.lower() or ".git" not in inside.lower().split(os.sep)


def shown(path: str) -> str:
    r"""A path as text that can be written as UTF-8: bytes that are not UTF-8 become ``\xNN``, separators ``/``."""
    if os.sep != "/":
        path = path.replace(os.sep, "/")
    if path.isascii():
        return path
    try:
        return os.fsencode(path).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return path.encode("utf-8", "backslashreplace").decode("utf-8")


def relative(path: str, base: str, root: str) -> str:
    """An absolute path for people: relative to ``base`` where both lie in ``root``, else absolute."""
    inside = path[len(base) + 1 :]
    if inside and path.startswith(base) and path[len(base)] == os.sep and not _is_odd(inside):
        return shown(inside)
    if is_within(path, base) or (is_within(path, root) and is_within(base, root)):
        path = os.path.relpath(path, base)
    return shown(path)


class Relative:
    """``relative`` for many paths of files: what is said of their folders is worked out once."""

    __slots__ = ("_base", "_folders", "_root")

    def __init__(self, base: str, root: str) -> None:
        self._base = base
        self._root = root
        self._folders: dict[str, str] = {}

    def __call__(self, path: str) -> str:
        """What ``relative`` says of the path of a file."""
        start = path.rfind(os.sep) + 1
        folder, name = path[:start], path[start:]
        if not name.isascii():
            name = shown(name)
        known = self._folders.get(folder)
        if known is None:
            known = self._folders[folder] = relative(path, self._base, self._root).removesuffix(name)
        return known + name


def _is_odd(path: str) -> bool:
    """Whether ``os.path.relpath`` may say a path in fewer parts."""
    return path[0] in _ODD or path[-1] == os.sep or _TWICE in path or _HERE in path
