"""Names and times inside of messages and reports: quoted, and short whatever a certificate holds."""

from __future__ import annotations

from pemlint.quoting import shortened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import Final

__all__ = ["listed", "plural", "quoted", "timestamp"]

_LONGEST: Final = 80
_MOST: Final = 3


def quoted(name: str) -> str:
    """A name in quotes; a long one is cut in the middle."""
    return f"'{shortened(name, _LONGEST)}'"


def listed(names: Iterable[str]) -> str:
    """``'a'``, ``'a' and 'b'``, ``'a', 'b', 'c' and 4 more``; each name once."""
    distinct = list(dict.fromkeys(names))
    shown = list(map(quoted, distinct[:_MOST]))
    if len(distinct) > _MOST:
        return f"{', '.join(shown)} and {len(distinct) - _MOST:,} more"
    *others, last = shown or ["nothing"]
    return f"{', '.join(others)} and {last}" if others else last


def plural(count: int, word: str) -> str:
    """``1 day``, ``2 days``."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def timestamp(moment: datetime) -> str:
    """A moment in UTC as RFC 3339 writes it, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
