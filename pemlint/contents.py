"""Blocks whose contents are not what their label says, sorted by what they should have been."""

from __future__ import annotations

from pemlint.material import Container, Unreadable
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.der import Problem
    from pemlint.material import Material, Place
    from pemlint.store import File

__all__ = [
    "Misfit",
    "block_name",
    "double_encoding",
    "field_problem",
    "labelled_otherwise",
    "misfits",
    "mislabelled",
]

#: how the reason of a wrong label begins
_LABELLED: Final = "the block is labelled "


class Misfit(NamedTuple):
    """Something that cannot be read."""

    what: Unreadable
    #: the structure in the same place that ends before it; None where nothing could be read
    follows: Material | None

    @property
    def should_be(self) -> str:
        """``certificate``, ``private key`` or ``other``, by the label."""
        label = self.what.label
        if label.endswith("CERTIFICATE"):
            return "certificate"
        return "private key" if label.endswith("PRIVATE KEY") else "other"

    @property
    def words(self) -> str:
        """Which block it is, and why it cannot be read."""
        place, at = self.what.place, self.what.offset
        twice = double_encoding(place)
        if twice or not mislabelled(self.what.reason):
            return f"{block_name(place)} cannot be read: {twice or self.what.reason}{f' (byte {at})' if at else ''}"
        return labelled_otherwise(place, self.what.reason)


def misfits(file: File) -> Iterator[Misfit]:
    """What cannot be read in a file; certificates with broken fields and keys with broken numbers are not among it."""
    before: Material | None = None
    for item in file.materials:
        if isinstance(item, Unreadable):
            same = before is not None and before.place.ordinal == item.place.ordinal
            yield Misfit(item, before if same and not isinstance(before, Container) else None)
        before = item


def block_name(place: Place) -> str:
    """``block 2 (CERTIFICATE)``; ``the file`` where there are no blocks."""
    return f"block {place.ordinal} ({place.block.label})" if place.block else "the file"


def mislabelled(reason: str) -> bool:
    """Whether the reason is that the contents are sound, and other ones than the label says."""
    return reason.startswith(_LABELLED)


def labelled_otherwise(place: Place, reason: str) -> str:
    """Such a reason as a sentence about its block."""
    return f"block {place.ordinal} is labelled {reason.removeprefix(_LABELLED)}"


def field_problem(field: str, problem: Problem) -> str:
    """Which field cannot be read, why, and where; the field only where the reason does not name it."""
    reason = f"{problem.reason} (byte {problem.offset})"
    return reason if field in problem.reason else f"{field}: {reason}"


def double_encoding(place: Place) -> str:
    """Says so when the Base64 of a block holds PEM text instead of a structure; else empty."""
    data = place.block.der if place.block else None
    if data and data.lstrip().startswith(b"-----BEGIN "):
        return "its Base64 text holds PEM text again: it was encoded twice"
    return ""
