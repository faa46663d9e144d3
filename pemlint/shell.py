"""Commands that a message offers for copying into a shell."""

from __future__ import annotations

__all__ = ["beside", "extension", "quoted"]


def quoted(path: str) -> str:
    """A path as one word of a POSIX shell that no program takes for an option; an ordinary path stays as it is.

    What cannot be printed is written in octal (POSIX.1-2024, XCU 2.2.4), so that a command is one line to copy.
    """
    word = f"./{path}" if path.startswith("-") else path
    if word.isprintable():
        from shlex import quote

        return quote(word)
    return f"$'{''.join(map(_written, word))}'"


def _written(character: str) -> str:
    if character in {"\\", "'"}:
        return f"\\{character}"
    if character.isprintable():
        return character
    # three digits: the character behind them may be one too
    errors = "surrogateescape" if "\udc80" <= character <= "\udcff" else "surrogatepass"
    return "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", errors))


def extension(path: str) -> str:
    """The extension of a file as written, without its dot; empty when it has none."""
    stem, _, last = path.rpartition("/")[2].rpartition(".")
    return last if stem else ""


def beside(path: str, ending: str) -> str:
    """A new file beside ``path``: with the ending ``pem``, ``a.pem`` for ``a.crt`` and ``a.new.pem`` for ``a.pem``."""
    old = extension(path)
    stem = path.removesuffix(f".{old}") if old else path
    return f"{stem}.new.{ending}" if old == ending else f"{stem}.{ending}"
