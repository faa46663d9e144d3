"""Commands that a message offers for copying into a shell."""

from __future__ import annotations

__all__ = ["beside", "extension", "quoted"]


def quoted(path: str) -> str:
    """A path as one word of a POSIX shell that no program takes for an option; an ordinary path stays as it is."""
    from shlex import quote

    return quote(f"./{path}" if path.startswith("-") else path)


def extension(path: str) -> str:
    """The extension of a file as written, without its dot; empty when it has none."""
    stem, _, last = path.rpartition("/")[2].rpartition(".")
    return last if stem else ""


def beside(path: str, ending: str) -> str:
    """A new file beside ``path``: with the ending ``pem``, ``a.pem`` for ``a.crt`` and ``a.new.pem`` for ``a.pem``."""
    old = extension(path)
    stem = path.removesuffix(f".{old}") if old else path
    return f"{stem}.new.{ending}" if old == ending else f"{stem}.{ending}"
