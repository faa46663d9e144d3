"""Which consumer reads which format: a format without an entry fails the test.

A new format needs one line here, with the reader of whoever it is written for. Every format is read by terminals and by
the runners of continuous integration besides, because somebody prints it into a log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.consumers import commands, formats, reports

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: of a format of ``pemlint check``, or a module of views: the reader of those who read it
CONSUMERS: Mapping[str, Callable[[str], Any]] = {
    "text": formats.lines,
    "concise": formats.lines,
    "json": formats.json_,
    "sarif": formats.sarif,
    "github": commands.github,
    "gitlab": reports.gitlab,
    "junit": reports.junit,
    "rdjson": reports.rdjson,
    "checkstyle": reports.checkstyle,
    "markdown": reports.markdown,
    "azure": commands.azure,
    "pemlint.views.tree": formats.drawing,
    "pemlint.views.table": formats.drawing,
    "pemlint.views.standings": formats.drawing,
    "pemlint.views.json_": formats.json_,
    "pemlint.views.csv_": formats.spreadsheet,
}
#: formats that may be written in colour
COLOURED = ("text", "concise", "pemlint.views.tree", "pemlint.views.table", "pemlint.views.standings")
