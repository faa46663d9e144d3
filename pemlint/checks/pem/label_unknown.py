"""The rule ``pem-label-unknown``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pemlint import anchors
from pemlint.material import LABELS, Foreign
from pemlint.rule import rule
from pemlint.store import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context

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


@rule(File, id="pem-label-unknown", spec=("RFC 7468 2",), since="0.1.0")
def label_unknown(file: File, cx: Context) -> Iterator[Finding]:
    """The label of a block is a misspelt one, so that readers pass over the block.

    ## Why it matters
    Programs look for the blocks whose label they know and say nothing of the others. A certificate under
    `BEGIN CERTIFCATE` is simply not there: the chain is incomplete, or the server finds no key.

    ## How to fix
    Correct the label in the BEGIN line and in the END line. Labels of other formats (OpenSSH, PGP and more), and words
    that no known label resembles, are not meant.
    """
    if not file.source.tls:
        return
    for item in file.materials:
        block = item.place.block
        if (
            not isinstance(item, Foreign)
            or block is None
            or any(each.kind == "label-mismatch" for each in block.defects)
        ):
            continue
        near = _near(item.label)
        if near:
            yield cx.finding(
                anchors.material(item),
                f"block {item.place.ordinal} is labelled '{item.label}', which no program reads",
                help=f"correct the label in the BEGIN and END lines: {near}",
            )


def _near(label: str) -> str:
    """The known label that an unknown one is a slip for; empty when it is none."""
    plain = " ".join(label.upper().split())
    if plain in LABELS:
        return plain
    if plain in _OTHERS or not _MIN_LENGTH <= len(plain) <= max(map(len, LABELS)) + _MAX_EDITS:
        return ""
    alike = (known for known in LABELS if abs(len(known) - len(plain)) <= _MAX_EDITS)
    distance, nearest = min(((_distance(plain, known), known) for known in alike), default=(_MAX_EDITS + 1, ""))
    return nearest if distance <= _MAX_EDITS else ""


def _distance(one: str, two: str) -> int:
    """How many letters have to be changed, added, left out or exchanged with their neighbour; not told beyond a few."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, other in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(*row, *before) > _MAX_EDITS:
            break
    return max(row[-1], min(row))
