"""Reviewdog Diagnostic Format, ``rdjson``: reviewdog makes comments on a change of it.

Its columns count bytes of UTF-8, which a report does not know, so a diagnostic names a whole line. No suggestions are
made: a replacement may hold any bytes of a file, and key material must not get into a comment. Paths are relative to
the working directory, where reviewdog looks for them.
"""

from __future__ import annotations

from pemlint.model import Severity
from pemlint.reporters.json_ import dump
from pemlint.reporters.markup import markdown
from pemlint.reporters.places import HOME, pages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

    from pemlint.model import Finding, Location, Report
    from pemlint.reporters import View

__all__ = ["render"]

_SEVERITIES: Final = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(report: Report, view: View) -> str:  # noqa: ARG001 - the signature that all formats have
    """Write every finding as a diagnostic."""
    linked = pages(report.rules)
    found = [_diagnostic(finding, linked) for finding in report.findings if finding.severity]
    return dump({"source": {"name": "pemlint", "url": HOME}, "diagnostics": found})


def _diagnostic(finding: Finding, linked: dict[str, str]) -> dict[str, Any]:
    # A comment is Markdown.
    sentences = [markdown(finding.message)]
    if finding.help:
        sentences.append(f"Help: {markdown(' '.join(finding.help.split()))}")
    diagnostic: dict[str, Any] = {
        "message": "\n\n".join(sentences),
        "location": _location(finding.location),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule, **({"url": linked[finding.rule]} if finding.rule in linked else {})},
    }
    if finding.related:
        diagnostic["related_locations"] = [
            {"message": markdown(each.message), "location": _location(each.location)} for each in finding.related
        ]
    return diagnostic


def _location(location: Location) -> dict[str, Any]:
    return {"path": location.path, "range": {"start": {"line": location.line}}}
