"""Checkstyle's XML, which many collectors of reports read; paths are relative to the working directory."""

from __future__ import annotations

from itertools import groupby

from pemlint.model import Severity
from pemlint.reporters.markup import xml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding, Report
    from pemlint.reporters import View

__all__ = ["render"]

_SEVERITIES: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def render(report: Report, view: View) -> str:  # noqa: ARG001 - the signature that all formats have
    """Write the findings of each file that has any."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<checkstyle version="4.3">']
    found = sorted((each for each in report.findings if each.severity), key=_path)
    for path, findings in groupby(found, _path):
        lines += (f'  <file name="{xml(path)}">', *_errors(findings), "  </file>")
    return "\n".join([*lines, "</checkstyle>", ""])


def _path(finding: Finding) -> str:
    return finding.location.path


def _errors(findings: Iterator[Finding]) -> Iterator[str]:
    for finding in findings:
        yield (
            f'    <error line="{finding.location.line}" column="{finding.location.column}"'
            f' severity="{_SEVERITIES[finding.severity]}" message="{xml(finding.message)}"'
            f' source="pemlint.{xml(finding.rule)}"/>'
        )
