"""The lines that every format for people has: the one of a finding, and those at the end."""

from __future__ import annotations

from pemlint.model import Finding, Location, Overrides, Report, Severity
from pemlint.reporters.escape import clean, clean_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["BOLD", "DIM", "GOOD", "STYLES", "Paint", "closing", "ending", "headline", "listed", "place"]

BOLD: Final = "1"
DIM: Final = "2"
GOOD: Final = "1;32"
#: SGR parameters (ECMA-48) of each severity: red, yellow, cyan; of OFF there is nothing to print
STYLES: Final = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


_UNCHANGED: Final = Overrides()


class Paint:
    """Puts text between the escape sequences of a style, where colour is wanted; else gives it back as it is."""

    __slots__ = ("_color",)

    def __init__(self, *, color: bool) -> None:
        self._color = color

    def __call__(self, text: str, style: str) -> str:
        """Give the text in a style, which is a list of SGR parameters."""
        return f"\x1b[{style}m{text}\x1b[0m" if self._color and text else text


def place(location: Location) -> str:
    """``path:line:column``, as editors and problem matchers read it."""
    return f"{clean_path(location.path)}:{location.line}:{location.column}"


def headline(finding: Finding, paint: Paint) -> str:
    """``path:line:column: error rule-id message``, never broken, so that it can be searched and matched."""
    where = paint(place(finding.location), BOLD)
    grade = paint(finding.severity.label, STYLES.get(finding.severity, BOLD))
    return f"{where}: {grade} {paint(clean(finding.rule), BOLD)} {clean(finding.message)}"


def closing(report: Report, paint: Paint) -> str:
    """What was found, in what, by which profiles and at what time it was judged."""
    summary = report.summary
    read = (
        f"{_count(summary.files, 'file')}: {_count(summary.certificates, 'certificate')}, "
        f"{_count(summary.keys, 'key')}, {_count(summary.bundles, 'bundle')}"
    )
    judged = f"at {clean(report.now)}"
    if report.profiles:
        judged = f"by {listed(report.profiles)} {judged}"
    line = f"Found {_found(report, paint)} in {read}. Judged {judged}."
    if report.faults:
        line += f" {paint('Incomplete', STYLES[Severity.ERROR])}: {_count(len(report.faults), 'fault')}."
    return line


def ending(report: Report, paint: Paint) -> list[str]:
    """What is accepted, if that is asked for, what the tree has changed about its own judgement, and the last line."""
    lines: list[str] = []
    if report.accepted:
        from pemlint.reporters import accepted

        lines += map(accepted.line, report.accepted)
    if report.baseline is not None and report.baseline.stale:
        from pemlint.reporters import accepted

        lines.append(accepted.stale(report.baseline))
    if report.overrides != _UNCHANGED:
        from pemlint.reporters.overridden import told

        lines += told(report.overrides)
    return [*lines, closing(report, paint)]


def listed(names: tuple[str, ...]) -> str:
    """Names of profiles, of which some are paths, in one line."""
    return ", ".join(map(clean_path, names))


def _found(report: Report, paint: Paint) -> str:
    summary = report.summary
    grades = (
        (Severity.ERROR, summary.error),
        (Severity.WARNING, summary.warning),
        (Severity.NOTE, summary.note),
    )
    parts = [paint(_count(count, grade.label), STYLES[grade]) for grade, count in grades if count]
    found = ", ".join(parts) or paint("nothing wrong", BOLD if report.faults else GOOD)
    return f"{found} ({summary.suppressed} suppressed)" if summary.suppressed else found


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
