"""For people: each finding with what was found beside what was expected, and what to do about it.

Every line below a headline starts with a gutter, so that no untrusted text ever starts a line::

    certs/chain.pem:31:1: error chain-out-of-order block 2 is the server certificate; it must be first
      |
      |   block  subject              role          verdict
      | >     1  CN=R11               intermediate  must be block 2
      | >     2  CN=mqtt.example.com  server        must be block 1
      |
      = help: put the server certificate first, then its issuer
"""

from __future__ import annotations

from itertools import islice

from pemlint.reporters.escape import clean, one_line
from pemlint.reporters.layout import columns, wrap
from pemlint.reporters.lines import BOLD, DIM, STYLES, Paint, ending, headline, listed, place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding, Fix, Frame, Report, Row
    from pemlint.reporters import View

__all__ = ["render"]

#: a narrower terminal gets lines of this width, which it breaks itself
_NARROWEST = 40
#: rows of a frame; of a longer one those around the fault are shown
_MOST_ROWS = 12
_AROUND = 2
_GUTTER = "  | "
_NOTE = "  = "


def render(report: Report, view: View) -> str:
    """Write all findings, the fixes on offer, and the closing lines."""
    width = max(view.width, _NARROWEST)
    paint = Paint(color=view.color)
    lines: list[str] = []
    for finding in report.findings:
        lines += (headline(finding, paint), *_frame(finding, width, paint))
        lines += (*_notes(finding, report.profiles, width, paint), "")
    lines += _fixable(report)
    return "\n".join([*lines, *ending(report, paint), ""])


def _frame(finding: Finding, width: int, paint: Paint) -> Iterator[str]:
    if finding.frame is None or not finding.frame.rows:
        return
    edge = paint(_GUTTER.rstrip(), DIM)
    bar = paint(_GUTTER, DIM)
    mark = paint(">", STYLES.get(finding.severity, BOLD))
    shown = _visible(finding.frame)
    cells = [tuple(map(clean, row)) for row in (finding.frame.header, *(row.cells for row in shown if row))]
    header, *body = columns(cells, width - len(_GUTTER) - len("> "))
    yield edge
    if header:
        yield f"{bar}  {paint(header, DIM)}"
    rest = iter(body)
    for row in shown:
        if row is None:
            yield f"{bar}  ..."
        elif row.fault:
            yield f"{bar}{mark} {paint(next(rest), BOLD)}".rstrip()
        else:
            yield f"{bar}  {next(rest)}".rstrip()
    yield edge


def _visible(frame: Frame) -> list[Row | None]:
    """The rows to show, with None where some are left out."""
    rows = frame.rows
    if len(rows) <= _MOST_ROWS:
        return list(rows)
    faults = list(islice((at for at, row in enumerate(rows) if row.fault), _MOST_ROWS)) or [0]
    near = {at for fault in faults for at in range(max(fault - _AROUND, 0), min(fault + _AROUND + 1, len(rows)))}
    shown: list[Row | None] = []
    following = 0
    for at in sorted(near)[:_MOST_ROWS]:
        if at > following:
            shown.append(None)
        shown.append(rows[at])
        following = at + 1
    return [*shown, None] if following < len(rows) else shown


def _notes(finding: Finding, in_force: tuple[str, ...], width: int, paint: Paint) -> Iterator[str]:
    for related in finding.related:
        yield from _note("see", [f"{place(related.location)}: {clean(related.message)}"], width, paint)
    if finding.help:
        yield from _note("help", finding.help.strip("\n").split("\n"), width, paint)
    if finding.fix is not None:
        yield from _note("fix", [f"{one_line(finding.fix.title)} ({_option(finding.fix)})"], width, paint)
    # That the profile of the whole run asks for its rule need not be said at every finding.
    if finding.why or finding.source or finding.profiles not in ((), in_force):
        yield from _note("profile", [_asked(finding)], width, paint)


def _note(label: str, paragraphs: list[str], width: int, paint: Paint) -> Iterator[str]:
    """A labelled note; a paragraph that is indented, such as a command, is left as it is."""
    indent = " " * len(f"{label}: ")
    lead = f"{paint(_NOTE, DIM)}{paint(f'{label}:', BOLD)} "
    for paragraph in paragraphs:
        verbatim = paragraph.startswith((" ", "\t"))
        lines = [clean(paragraph.rstrip())] if verbatim else wrap(clean(paragraph), width - len(_NOTE) - len(indent))
        for line in lines:
            yield f"{lead}{line}".rstrip()
            lead = f"{paint(_GUTTER, DIM)}{indent}"


def _asked(finding: Finding) -> str:
    """Which profiles asked, why, and by which source."""
    parts = [listed(finding.profiles)] if finding.profiles else []
    if finding.why:
        parts.append(one_line(finding.why))
    asked = ": ".join(parts)
    return f"{asked} <{clean(finding.source)}>".lstrip() if finding.source else asked


def _fixable(report: Report) -> Iterator[str]:
    fixes = [finding.fix for finding in report.findings if finding.fix is not None]
    for safe in (True, False):
        offered = [fix for fix in fixes if fix.safe is safe]
        if offered:
            yield f"{len(offered)} fixable with {_option(offered[0])}."


def _option(fix: Fix) -> str:
    return "--fix" if fix.safe else "--unsafe-fixes"
