"""What somebody wrote, inside a message: short, and never if it could be a piece of a private key.

Keys get pasted into the wrong places: into a manifest, into the label of a boundary, into an option. A message that
repeats what it refuses would then publish them.
"""

from __future__ import annotations

from typing import Any, Final

__all__ = ["could_be_key_material", "label", "path", "value"]

_LONGEST: Final = 60
_LONGEST_LABEL: Final = 40
#: a line of PEM has 64 characters; half of one is no word that anybody wrote
_SUSPICIOUS: Final = 32
_BASE64: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
_LABEL: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 #.-")


def could_be_key_material(text: str) -> bool:
    """Whether a text has a PEM boundary, several lines, or a long run of Base64 with all three kinds of characters."""
    return "-----" in text or "\n" in text or any(map(_like_base64, _runs(text)))


def _runs(text: str) -> list[str]:
    """The runs of Base64 characters in a text."""
    return "".join(character if character in _BASE64 else " " for character in text).split()


def _like_base64(run: str) -> bool:
    if len(run) < _SUSPICIOUS:
        return False
    kinds = (str.isupper, str.islower, str.isdigit)
    return all(any(map(kind, run)) for kind in kinds)


def value(written: Any) -> str:
    """A value that is refused, as it was written if it is short and harmless, else by its kind."""
    if isinstance(written, dict):
        return "a table"
    if isinstance(written, list):
        return "a list"
    text = repr(written)
    if (isinstance(written, (str, int)) and len(text) > _LONGEST) or could_be_key_material(str(written)):
        return "a long text" if isinstance(written, str) else "a long number"
    return text[:_LONGEST]


def path(written: str) -> str:
    """A path as it was written, in quotes; not if it is none."""
    return "a text that is no path" if could_be_key_material(written) else f"'{written}'"


def label(written: str) -> str:
    """A label of a PEM boundary; what nobody would choose for one is only called unusual."""
    return written if len(written) <= _LONGEST_LABEL and _LABEL.issuperset(written) else "an unusual label"
