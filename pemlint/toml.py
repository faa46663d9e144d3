"""TOML as untrusted bytes: its tables, or in a few words why there are none."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


__all__ = ["TomlError", "load"]

#: what people write has a few kilobytes
_MAX_BYTES = 1 << 20
#: parts of a dotted key; to take in one takes time that grows with the square of them
_MOST_PARTS = 100


class TomlError(ValueError):
    """Bytes that are no TOML; the text, to stand after "is" or a colon, is one line."""

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.line = line
        self.column = column


def load(data: bytes) -> dict[str, Any]:
    """The tables of a TOML file in UTF-8. Raises TomlError, and nothing else."""
    import tomli

    if len(data) > _MAX_BYTES:
        raise TomlError(f"larger than {_MAX_BYTES} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlError(f"not UTF-8 text (at line {line})", line) from None
    if _nests(text):
        raise TomlError(f"nested too deeply: it has a key of more than {_MOST_PARTS} parts")
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise TomlError(f"not valid TOML: {error}", *_place(str(error))) from None
    except RecursionError:
        raise TomlError("not valid TOML: nested too deeply") from None
    except ValueError:
        # the interpreter's limit on the digits of an integer (CVE-2020-10735)
        raise TomlError("not valid TOML: a number has too many digits") from None


def _nests(text: str) -> bool:
    """Whether a key has too many parts: words between dots, with nothing else between them."""
    if text.count(".") <= _MOST_PARTS:
        return False
    run = 0
    for part in text.split("."):
        word = part.strip(" \t\"'")
        run = run + 1 if word.replace("-", "").replace("_", "").isalnum() else 0
        if run >= _MOST_PARTS:
            return True
    return False


def _place(message: str) -> tuple[int, int]:
    """The line and the column that a message of the parser names, or the beginning."""
    import re

    found = re.search(r"\(at line (\d{1,9}), column (\d{1,9})\)", message)
    return (int(found[1]), int(found[2])) if found else (1, 1)
