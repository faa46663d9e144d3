"""Blocks whose contents are not what their label says, sorted by what they should have been."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pemlint.material import Container, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.material import Material, Place
    from pemlint.store import File

__all__ = ["Misfit", "block_name", "double_encoding", "misfits"]


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
        name, reason = block_name(self.what.place), double_encoding(self.what.place) or self.what.reason
        if self.what.offset:
            reason = f"{reason} (byte {self.what.offset})"
        # What says itself how the block is labelled needs no label before it.
        return (
            f"{name} cannot be read: {reason}" if "labelled" not in reason else f"{name.partition(' (')[0]}: {reason}"
        )


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


def double_encoding(place: Place) -> str:
    """Says so when the Base64 of a block holds PEM text instead of a structure; else empty."""
    data = place.block.der if place.block else None
    return (
        "its Base64 holds PEM text again: it was encoded twice"
        if data and data.lstrip().startswith(b"-----BEGIN ")
        else ""
    )
