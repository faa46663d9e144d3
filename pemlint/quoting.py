"""What somebody wrote, inside a message: short, and never if it could be a piece of a private key.

Keys get pasted into the wrong places: into a manifest, into the label of a boundary, into an option. A message that
repeats what it refuses would then publish them.
"""

from __future__ import annotations

import itertools
import re
from typing import Any, Final

__all__ = ["WITHHELD", "could_be_key_material", "label", "path", "value", "withhold"]

#: what stands in an output in place of something that could be a piece of a key
WITHHELD: Final = "(withheld: it could be a key)"

_LONGEST: Final = 60
_LONGEST_LABEL: Final = 40
_LABEL: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 #.-")
#: fewer characters of Base64 than this are a word, or say little of a key
_SUSPICIOUS: Final = 20
_RUN: Final = re.compile(r"[A-Za-z0-9+/=]{20,}")
#: how often Base64 changes between capitals, small letters and digits: two times in three; words do so far less
_RESTLESS: Final = 0.4
#: a file name such as ``serverCertValid398Days`` is restless too; of random runs of 20 one in 200 falls into words
_WORDS: Final = re.compile(r"(?:[A-Z]?[a-z]{2,}|[A-Z]{2,4}|[0-9]+)+")
#: what DER begins with in Base64, where its first bytes are alike in every key
_BEGINNINGS: Final = ("MII", "MIG", "MIH", "MC4", "MHc", "MEc")


def could_be_key_material(text: str) -> bool:
    """Whether a text has a PEM boundary, several lines, or a run of characters as random as Base64."""
    return "-----BEGIN" in text or "\n" in text or any(map(_like_base64, _RUN.findall(text)))


def withhold(text: str) -> str:
    """The text with every run that could be a piece of a key left out. The last door before any output."""
    if len(text) < _SUSPICIOUS:
        return text
    return _RUN.sub(lambda run: WITHHELD if _like_base64(run[0]) else run[0], text)


def _like_base64(run: str) -> bool:
    """Whether a run is restless as only random characters are, or begins as DER; slashes may be those of a path."""
    letters = run.replace("/", "").replace("=", "")
    kinds = [_kind(letter) for letter in letters]
    if len(kinds) < _SUSPICIOUS or not {"A", "a", "0"} <= set(kinds):
        return False
    # one character may be the end of an escaped line end
    if run.startswith(_BEGINNINGS) or run.startswith(_BEGINNINGS, 1):
        return True
    changes = sum(one != two for one, two in itertools.pairwise(kinds))
    return changes >= _RESTLESS * len(kinds) and not _WORDS.fullmatch(letters)


def _kind(letter: str) -> str:
    if letter.isdigit():
        return "0"
    return "A" if letter.isupper() else "a" if letter.islower() else "+"


def value(written: Any) -> str:
    """A value that is refused, as it was written if it is short and harmless, else by its kind."""
    if isinstance(written, dict):
        return "a table"
    if isinstance(written, list):
        return "a list"
    if could_be_key_material(str(written)):
        return WITHHELD
    text = repr(written)
    if len(text) > _LONGEST and isinstance(written, (str, int)):
        return "a long text" if isinstance(written, str) else "a long number"
    return text[:_LONGEST]


def path(written: str) -> str:
    """A path as it was written, in quotes; not if it is none."""
    return WITHHELD if could_be_key_material(written) else f"'{written}'"


def label(written: str) -> str:
    """A label of a PEM boundary; what nobody would choose for one is only called unusual."""
    return written if len(written) <= _LONGEST_LABEL and _LABEL.issuperset(written) else "an unusual label"
