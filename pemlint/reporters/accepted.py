"""Findings that somebody has accepted, where they are asked for: each with who says so, and why."""

from __future__ import annotations

from pemlint.reporters.escape import clean, clean_path, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pemlint.baseline import Use
    from pemlint.model import Accepted

__all__ = ["compared", "line", "plain", "stale", "suppression"]

_MOST_NAMED = 3


def line(accepted: Accepted) -> str:
    """``path:line:column: ignored rule-id message (path of what says so: reason)``."""
    finding, _, path, reason, _ = accepted
    place = f"{clean_path(finding.location.path)}:{finding.location.line}:{finding.location.column}"
    why = f"{clean_path(path)}: {one_line(reason)}" if reason else clean_path(path)
    return f"{place}: ignored {clean(finding.rule)} {clean(finding.message)} ({why})"


def plain(accepted: Accepted) -> dict[str, str]:
    """What JSON says beside the finding."""
    return {"by": accepted.by, "said-in": accepted.path, "reason": accepted.reason}


def stale(use: Use) -> str:
    """Which entries of a baseline nothing answers to any more."""
    some = [f"{clean(each.rule)} in {clean_path(each.path)}" for each in use.stale[:_MOST_NAMED]]
    more = len(use.stale) - len(some)
    entries = "an entry" if len(use.stale) == 1 else f"{len(use.stale)} entries"
    which = ", ".join([*some, *([f"{more} more"] if more else [])])
    return f"{clean_path(use.path)} has {entries} that nothing answers to any more: {which}"


def compared(use: Use) -> dict[str, Any]:
    """What has become of a baseline, as data."""
    return {"path": use.path, "known": use.known, "stale": [each._asdict() for each in use.stale]}


def suppression(accepted: Accepted) -> dict[str, Any]:
    """A suppression (SARIF 2.1.0 3.35)."""
    kind = "inSource" if accepted.by == "comment" else "external"
    told = {"justification": one_line(accepted.reason)} if accepted.reason else {}
    return {"kind": kind, "status": "accepted", **told}
