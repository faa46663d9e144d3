"""Logging commands of Azure Pipelines, ``task.logissue``, in a log that people can read.

The escapes are those of ``Command.cs`` of azure-pipelines-agent. There are issues for errors and warnings only: another
kind fails the step, so notes are lines of the log.
"""

from __future__ import annotations

from pemlint.model import Severity
from pemlint.reporters.escape import clean
from pemlint.reporters.lines import Paint, ending, headline
from pemlint.reporters.places import gravest_first, in_repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from pemlint.model import Finding, Report
    from pemlint.reporters import View

__all__ = ["render"]

_TYPES: Final = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_MESSAGE: Final = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%AZP25", "\r": "%0D", "\n": "%0A", ";": "%3B", "]": "%5D"})


def render(report: Report, view: View) -> str:
    """Write a command for each error and each warning, the gravest first: Azure shows ten of each kind."""
    paint = Paint(color=False)
    lines = [
        _command(finding, view.prefix) if finding.severity in _TYPES else headline(finding, paint)
        for finding in gravest_first(report.findings)
    ]
    return "\n".join([*lines, *ending(report, paint), ""])


def _command(finding: Finding, prefix: str) -> str:
    location = finding.location
    properties = {
        "type": _TYPES[finding.severity],
        "sourcepath": in_repository(finding, prefix),
        "linenumber": str(location.line),
        "columnnumber": str(location.column),
        "code": finding.rule,
    }
    named = "".join(f"{name}={clean(value).translate(_PROPERTY)};" for name, value in properties.items())
    # The agent shows neither the code nor a second line.
    message = f"{finding.rule}: {finding.message}"
    return f"##vso[task.logissue {named}]{clean(message).translate(_MESSAGE)}"
