"""Workflow commands of GitHub Actions, which annotate the lines of a change, in a log that people can read.

GitHub shows ten annotations of each kind for a step: the gravest findings get them, the others are lines of the log,
and a notice says how many those are. The escapes are those of ``packages/core/src/command.ts`` of actions/toolkit.
"""

from __future__ import annotations

from pemlint.model import Severity
from pemlint.reporters.escape import clean
from pemlint.reporters.lines import Paint, ending, headline
from pemlint.reporters.places import columns, gravest_first, in_repository

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from pemlint.model import Finding, Report
    from pemlint.reporters import View

__all__ = ["MOST", "render"]

#: annotations of each kind that GitHub shows for a step
MOST: Final = 10
#: characters that the runner keeps of a message
_LONGEST: Final = 4_096
_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(report: Report, view: View) -> str:
    """Write commands for the gravest findings, and the others with the closing lines as plain text."""
    annotated, others = _shared_out(report)
    paint = Paint(color=False)
    lines = [_command(finding, view.prefix) for finding in annotated]
    if others:
        lines.append(f"::notice title=pemlint::{_more(len(others))}")
    lines += [headline(finding, paint) for finding in others]
    return "\n".join([*lines, *ending(report, paint), ""])


def _shared_out(report: Report) -> tuple[list[Finding], list[Finding]]:
    """The findings that are annotated, and those that are not."""
    by_kind: dict[Severity, list[Finding]] = {severity: [] for severity in _COMMANDS}
    for finding in gravest_first(report.findings):
        by_kind[finding.severity].append(finding)
    notes = by_kind[Severity.NOTE]
    cut = any(len(each) > MOST for each in by_kind.values())
    # The notice that tells of the others is one of its kind.
    most = {Severity.NOTE: MOST - 1 if cut or len(notes) > MOST else MOST}
    annotated = [finding for kind, each in by_kind.items() for finding in each[: most.get(kind, MOST)]]
    others = [finding for kind, each in by_kind.items() for finding in each[most.get(kind, MOST) :]]
    return annotated, others


def _more(count: int) -> str:
    findings = "1 finding more is a line" if count == 1 else f"{count} findings more are lines"
    return f"{findings} of the log: GitHub shows {MOST} annotations of each kind."


def _command(finding: Finding, prefix: str) -> str:
    """One annotation. Columns are written only for a place on one line: with others the runner drops them."""
    location = finding.location
    properties = {"file": in_repository(finding, prefix), "line": str(location.line)}
    if place := columns(location):
        properties |= {"col": str(place[0]), "endLine": str(location.line), "endColumn": str(place[1])}
    properties["title"] = f"pemlint: {finding.rule}"
    named = ",".join(f"{name}={clean(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {named}::{_message(finding).translate(_MESSAGE)}"


def _message(finding: Finding) -> str:
    """What is wrong and what to do; cut before it is escaped, so that no escape is."""
    text = "\n".join([clean(finding.message), *map(clean, finding.help.strip("\n").split("\n"))]).rstrip("\n")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
