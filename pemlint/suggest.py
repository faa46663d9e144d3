"""The nearest known word, for messages about unknown ones."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["did_you_mean", "nearest"]


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of ``known`` that looks most like ``word``; empty when none does."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word[:100], sorted(known), n=1, cutoff=0.5)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``"; did you mean 'x'?"`` for the nearest of ``known``, or what there is to choose from when none is near."""
    choices = sorted(known)
    near = nearest(word, choices)
    if near:
        return f"; did you mean '{near}'?"
    # a longer list would be noise
    return f"; known: {', '.join(choices)}" if 0 < len(choices) <= 12 else ""
