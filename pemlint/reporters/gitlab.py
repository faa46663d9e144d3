"""GitLab Code Quality: an array of issues, which a merge request shows as new or as mended.

GitLab takes two issues with one fingerprint for one, shows no name of a check, and wants paths from the root of the
repository without ``./``.
"""

from __future__ import annotations

from collections import Counter

from pemlint.model import Severity
from pemlint.reporters.escape import one_line
from pemlint.reporters.json_ import dump
from pemlint.reporters.places import in_repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Final

    from pemlint.model import Report
    from pemlint.reporters import View

__all__ = ["render"]

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report, view: View) -> str:
    """Write every finding as an issue."""
    return dump([*_issues(report, view.prefix)])


def _issues(report: Report, prefix: str) -> Iterator[dict[str, Any]]:
    seen = Counter[str]()
    for finding in report.findings:
        if not finding.severity:
            continue
        seen[finding.fingerprint] += 1
        ordinal = seen[finding.fingerprint]
        yield {
            "description": f"{one_line(finding.rule)}: {one_line(finding.message)}",
            "check_name": finding.rule,
            "fingerprint": finding.fingerprint if ordinal == 1 else f"{finding.fingerprint}-{ordinal}",
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": in_repository(finding, prefix), "lines": {"begin": finding.location.line}},
        }
