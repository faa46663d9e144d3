"""A table for each bundle: a line for each platform, whether it takes the bundle, and if not, the first reasons."""

from __future__ import annotations

from collections import Counter

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from pemlint.views.canvas import STYLES, counted, join, say, where, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.console import RenderableType

    from pemlint.looking.records import Deployment, Reason, Standing, Survey
    from pemlint.views import Paper

__all__ = ["render"]

#: reasons in a line; of more the JSON tells, and `pemlint check`
_MOST_REASONS = 2
_WORDS = {"yes": "ok", "with warnings": "warning", "no": "error"}
_TAKES, _PROFILE = 13, 26
#: as box.SIMPLE_HEAD, in ASCII
_PLAIN = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)


def render(survey: Survey, paper: Paper) -> str:
    """Write every table, and the totals."""
    parts: list[RenderableType] = []
    for deployment in survey.bundles:
        parts += [_title(deployment), _table(deployment, paper), Text()]
    return write([*parts, _totals(survey)], paper)


def _title(deployment: Deployment) -> Text:
    kind = "bundle" if deployment.origin == "manifest" else "files"
    return join(Text.assemble(f"{kind} ", say(f"'{deployment.name}'", "bold")), where(deployment.spot, "dim"))


def _table(deployment: Deployment, paper: Paper) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD if paper.boxes else _PLAIN,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="dim",
        border_style="dim",
        width=paper.width,
    )
    table.add_column("takes it", width=_TAKES)
    table.add_column("profile", width=_PROFILE, overflow="fold")
    table.add_column("first reasons", ratio=1, overflow="fold")
    for standing in deployment.platforms:
        word = say(standing.takes, STYLES.get(_WORDS.get(standing.takes, ""), ""))
        table.add_row(word, say(standing.profile), _reasons(standing))
    return table


def _reasons(standing: Standing) -> Group:
    lines = [_reason(each) for each in standing.reasons[:_MOST_REASONS]]
    more = len(standing.reasons) - len(lines)
    return Group(*lines, *([Text(f"and {more:,} more", style="dim")] if more else []))


def _reason(reason: Reason) -> Text:
    severity = say(f"{reason.severity}: ", STYLES.get(reason.severity, ""))
    return Text.assemble(severity, say(reason.text), " ", say(f"({reason.rule})", "dim"))


def _totals(survey: Survey) -> Text:
    if not survey.bundles:
        return say(f"No bundle found, and no server certificate that could be one. As of {survey.now}.")
    takes = Counter(each.takes for deployment in survey.bundles for each in deployment.platforms)
    words = ", ".join(f"{takes[word]} {word}" for word in _WORDS if takes[word])
    return say(f"{counted(len(survey.bundles), 'bundle')}: {words}. As of {survey.now}.")
