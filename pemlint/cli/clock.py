"""The time against which validity is judged: ``--now``, ``PEMLINT_NOW``, then the clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from pemlint.cli.arguments import UsageError

__all__ = ["judged_at", "parse"]


def judged_at(option: str | None) -> datetime:
    """The time in force, in UTC, to the second. Raises UsageError."""
    if option is not None:
        return parse(option, "--now")
    variable = os.environ.get("PEMLINT_NOW")
    if variable:
        return parse(variable, "PEMLINT_NOW")
    return datetime.now(UTC).replace(microsecond=0)


def parse(text: str, where: str) -> datetime:
    """A time from RFC 3339 text (a date alone is its midnight in UTC) or ``@`` and seconds since 1970."""
    try:
        if text.startswith("@"):
            return datetime.fromtimestamp(int(text[1:]), UTC)
        time = datetime.fromisoformat(text)
        return (time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)).replace(microsecond=0)
    except (ValueError, OverflowError, OSError):
        message = f"{where}: '{text}' is not a time such as 2026-06-01T00:00:00Z or @1780272000"
        raise UsageError(message) from None
