"""JUnit's XML, as servers for continuous integration show test results: a suite a file, a case a finding.

There are no grades in it: errors and warnings are failures with a type, notes are skipped cases. Whether the build
fails is the exit status' to say.
"""

from __future__ import annotations

from itertools import groupby
from posixpath import splitext

from pemlint.model import Severity
from pemlint.reporters.markup import xml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pemlint.model import Fault, Finding, Report
    from pemlint.reporters import View

__all__ = ["render"]


def render(report: Report, view: View) -> str:  # noqa: ARG001 - the signature that all formats have
    """Write a suite for each file with findings; one passing case where there is none, as empty suites confuse."""
    found = sorted((each for each in report.findings if each.severity), key=_path)
    suites = [_suite(path, [*findings]) for path, findings in groupby(found, _path)]
    if report.faults:
        suites.append(_incomplete(report.faults))
    totals = [sum(each) for each in zip(*(counts for counts, _ in suites), strict=True)] or [1, 0, 0, 0]
    properties = f'    <properties><property name="now" value="{xml(report.now)}"/></properties>'
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<testsuites name="pemlint {xml(report.version)}" {_counts(totals)}>',
    ]
    for _, (head, *body) in suites or [_clean()]:
        lines += (head, properties, *body, "  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _path(finding: Finding) -> str:
    return finding.location.path


def _counts(counts: Sequence[int]) -> str:
    tests, failures, errors, skipped = counts
    return f'tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}" time="0"'


def _clean() -> tuple[list[int], list[str]]:
    counts = [1, 0, 0, 0]
    return counts, [
        f'  <testsuite name="pemlint" {_counts(counts)}>',
        '    <testcase name="no findings" classname="pemlint" time="0"/>',
    ]


def _incomplete(faults: Sequence[Fault]) -> tuple[list[int], list[str]]:
    """What could not be judged, as cases that could not be run."""
    counts = [len(faults), 0, len(faults), 0]
    lines = [f'  <testsuite name="pemlint" {_counts(counts)}>']
    for fault in faults:
        lines += (
            f'    <testcase name="not judged" classname="{xml(fault.path or "pemlint")}" time="0">',
            f'      <error type="fault" message="{xml(fault.message)}"/>',
            "    </testcase>",
        )
    return counts, lines


def _suite(path: str, findings: Sequence[Finding]) -> tuple[list[int], list[str]]:
    skipped = sum(finding.severity == Severity.NOTE for finding in findings)
    counts = [len(findings), len(findings) - skipped, 0, skipped]
    lines = [f'  <testsuite name="{xml(path)}" {_counts(counts)}>']
    for finding in findings:
        lines += _case(path, finding)
    return counts, lines


def _case(path: str, finding: Finding) -> Iterator[str]:
    location = finding.location
    message = xml(finding.message)
    yield (
        f'    <testcase name="{xml(finding.rule)} at {location.line}:{location.column}"'
        f' classname="{xml(splitext(path)[0])}" file="{xml(path)}" line="{location.line}" time="0">'
    )
    if finding.severity == Severity.NOTE:
        yield f'      <skipped message="{message}"/>'
    else:
        where = f"{xml(path)}:{location.line}:{location.column}"
        help_ = f". Help: {xml(' '.join(finding.help.split()))}" if finding.help else ""
        yield f'      <failure type="{finding.severity.label}" message="{message}">{where}: {message}{help_}</failure>'
    yield "    </testcase>"
