"""Labels with a slip: readers pass over their blocks, and so does everybody who looks for what is in them."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from pemlint.material.reading import LABELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["meant_label"]

#: labels of other formats, of other tools, and of kinds of keys; some are a letter or two away from those that are read
_OTHERS: Final = frozenset(
    {
        "ATTRIBUTE CERTIFICATE",
        "DH PRIVATE KEY",
        "DH PUBLIC KEY",
        "DSA PUBLIC KEY",
        "EC PUBLIC KEY",
        "ECDSA PRIVATE KEY",
        "ECDSA PUBLIC KEY",
        "ED25519 PRIVATE KEY",
        "EDDSA PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "PKCS12",
        "SM2 PARAMETERS",
        "SM2 PRIVATE KEY",
        "SSH2 PUBLIC KEY",
        "SSL SESSION PARAMETERS",
        "TSS2 PRIVATE KEY",
    }
)
_MAX_EDITS: Final = 2
#: labels shorter than this are a letter or two away from anything
_MIN_LENGTH: Final = 6


@lru_cache(maxsize=256)
def meant_label(label: str) -> str:
    """The known label that an unknown one is a slip for; empty when it is none."""
    plain = " ".join(label.upper().split())
    if plain in LABELS:
        return plain
    if plain in _OTHERS or not _MIN_LENGTH <= len(plain) <= max(map(len, LABELS)) + _MAX_EDITS:
        return ""
    alike = (known for known in LABELS if abs(len(known) - len(plain)) <= _MAX_EDITS and _have_much(plain, known))
    distance, nearest = min(((_distance(plain, known), known) for known in alike), default=(_MAX_EDITS + 1, ""))
    return nearest if distance <= _MAX_EDITS else ""


def _have_much(one: str, two: str) -> bool:
    """Whether a few edits could make them equal: each touches two of five pieces at most, so that one stays as it is.

    A file may hold a quarter of a million labels; this tells nearly all of them apart at a glance.
    """
    pieces = 2 * _MAX_EDITS + 1
    edges = [at * len(one) // pieces for at in range(pieces + 1)]
    return any(one[start:end] in two for start, end in pairwise(edges))


def _distance(one: str, two: str) -> int:
    """How many letters have to be changed, added, left out or exchanged with their neighbour; not told beyond a few.

    Only what lies within so many letters of the diagonal is looked at (Ukkonen).
    """
    far = _MAX_EDITS + 1
    before: list[int] = []
    row = [min(j, far) for j in range(len(two) + 1)]
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [min(i, far)] + [far] * len(two)
        for j in range(max(1, i - _MAX_EDITS), min(len(two), i + _MAX_EDITS) + 1):
            other = two[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other), far)
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row[j] = cost
        if min(*row, *before) == far:
            break
    return row[-1]
