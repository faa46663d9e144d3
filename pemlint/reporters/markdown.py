"""Markdown for the summary of a job, a wiki or a comment: a table of what was found, the gravest first.

GitHub drops a job summary of more than 1 MiB as a whole, so rows are left out before that, and a line says so.
"""

from __future__ import annotations

from pemlint.reporters.lines import Paint, ending, place
from pemlint.reporters.markup import markdown
from pemlint.reporters.places import gravest_first, pages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Final

    from pemlint.model import Finding, Report
    from pemlint.reporters import View

__all__ = ["MOST_BYTES", "render"]

#: of a summary, what else a step writes into it left aside
MOST_BYTES: Final = 900 * 1024
#: characters of a closing line
_LONGEST: Final = 4 * 1024
_HEAD: Final = ("pemlint", "-------", "")
_HEADER: Final = ("| severity | where | rule | what |", "|---|---|---|---|")


def render(report: Report, view: View) -> str:  # noqa: ARG001 - the signature that all formats have
    """Write a title, the table, and the closing lines."""
    closing = [line for each in ending(report, Paint(color=False)) for line in (markdown(_cut(each)), "")]
    findings = gravest_first(report.findings)
    if not findings:
        return "\n".join([*_HEAD, *closing])
    rest = f"Left out, as a summary takes no more: the last {{}} of {len(findings)} findings."
    room = MOST_BYTES - _size((*_HEAD, *_HEADER, "", *closing, rest, rest))
    rows = [*_rows(findings, pages(report.rules), room)]
    left_out = len(findings) - len(rows)
    told = (rest.format(left_out), "") if left_out else ()
    return "\n".join([*_HEAD, *_HEADER, *rows, "", *told, *closing])


def _size(lines: Iterable[str]) -> int:
    """Bytes of lines."""
    return sum(len(line.encode()) + 1 for line in lines)


def _rows(findings: list[Finding], linked: dict[str, str], room: int) -> Iterator[str]:
    """Rows of the table, as many as there is room for."""
    for finding in findings:
        row = _row(finding, linked.get(finding.rule, ""))
        room -= _size((row,))
        if room < 0:
            return
        yield row


def _row(finding: Finding, page: str) -> str:
    rule = markdown(finding.rule)
    where = markdown(place(finding.location))
    linked = f"[{rule}]({page})" if page else rule
    return f"| {finding.severity.label} | {where} | {linked} | {markdown(finding.message)} |"


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."
