"""The one place that knows rich: renderables become text, in colour or without, and nothing depends on the machine."""

from __future__ import annotations

from types import MappingProxyType

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.text import Text

from pemlint.reporters.escape import clean, clean_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import RenderableType

    from pemlint.looking.records import Spot, Validity
    from pemlint.views import Paper

__all__ = ["STYLES", "counted", "days", "ends_on", "join", "say", "when", "where", "write"]

#: of a severity, or of a state
STYLES: Mapping[str, str] = MappingProxyType(
    {
        "error": "bold red",
        "warning": "bold yellow",
        "note": "bold cyan",
        "ok": "green",
        "expired": "bold red",
        "not yet valid": "bold red",
        "soon": "bold yellow",
    }
)
#: with fewer days left the date is shown in another colour
_SOON = 30


def write(renderables: Iterable[RenderableType], paper: Paper) -> str:
    """Render one below the other; no line ends in white space.

    Width, colour and characters are those of the paper: neither the environment nor the terminal is asked.
    """
    console = Console(
        width=paper.width,
        height=25,
        color_system=None,
        force_terminal=False,
        force_jupyter=False,
        force_interactive=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    options = console.options.update(width=paper.width, markup=False, highlight=False)
    options.encoding = "utf-8" if paper.boxes else "ascii"
    lines: list[str] = []
    for renderable in renderables:
        segments = console.render(renderable, options)
        lines += (_line(line, paper) for line in Segment.split_lines(segments))
    return "\n".join([*lines, ""])


def _line(segments: Iterable[Segment], paper: Paper) -> str:
    """One line, without white space at its end."""
    kept = list(segments)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = Segment(kept[-1].text.rstrip(), kept[-1].style)
    kept = _harmless(kept)
    if not paper.color:
        return "".join(text for text, _, _ in kept)
    return "".join(style.render(text, color_system=ColorSystem.STANDARD) if style else text for text, style, _ in kept)


def _harmless(line: list[Segment]) -> list[Segment]:
    """Where wrapping has put untrusted text at the start of a line, no CI runner may take the line for a command."""
    if "".join(text for text, _, _ in line).lstrip().startswith("::"):
        at = next(at for at, segment in enumerate(line) if segment.text.strip())
        line[at] = Segment(line[at].text.replace(":", "\\x3a", 1), line[at].style)
    return line


def say(text: str, style: str = "") -> Text:
    """Untrusted text, fit for any terminal; rich reads no markup in it."""
    return Text(clean(text), style=style, overflow="fold")


def join(*parts: Text | str, between: str = "  ") -> Text:
    """Parts of a line, those that are empty left out."""
    return Text(between).join([Text(part) if isinstance(part, str) else part for part in parts if part])


def where(spot: Spot, style: str = "") -> Text:
    """``path:line``, as editors open it."""
    return Text(f"{clean_path(spot.path)}:{spot.line}", style=style, overflow="fold")


def days(validity: Validity) -> Text:
    """How long it is still valid, in words."""
    left = validity.days_left
    if left is None:
        return Text("end unknown", style="yellow")
    if validity.state == "not yet valid":
        begins = counted(validity.starts_in, "day") if validity.starts_in else "less than a day"
        return Text(f"starts in {begins}", style=STYLES[validity.state])
    if validity.state == "expired":
        return Text(f"expired {counted(-left, 'day')} ago" if left else "expired today", style=STYLES[validity.state])
    return Text(f"{counted(left, 'day')} left", style=STYLES["soon"] if left < _SOON else "")


def when(validity: Validity) -> Text:
    """From which day until which."""
    ends = validity.not_after.partition("T")[0]
    return say(f"{validity.not_before.partition('T')[0] or '?'} to {ends}" if ends else "")


def ends_on(validity: Validity) -> Text:
    """The day on which it ends."""
    return say(validity.not_after.partition("T")[0])


def counted(number: int, noun: str) -> str:
    """``1 key``, ``2 keys``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
