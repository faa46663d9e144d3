"""One line for each finding and one at the end: for logs, ``grep`` and problem matchers."""

from __future__ import annotations

from pemlint.reporters.lines import Paint, ending, headline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.model import Report
    from pemlint.reporters import View

__all__ = ["render"]


def render(report: Report, view: View) -> str:
    """Write the headline of each finding and the closing lines."""
    paint = Paint(color=view.color)
    lines = [headline(finding, paint) for finding in report.findings]
    return "\n".join([*lines, *ending(report, paint), ""])
