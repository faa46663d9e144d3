"""What would mend a finding, as SARIF has it (3.55): only changes that repeat nothing of a file.

Deletions and line ends are written whole, and a viewer can make them. Of any other fix only the title is told: its text
would be that of the file, and no log needs a copy of that.
"""

from __future__ import annotations

from pemlint.model import Edit
from pemlint.reporters.escape import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final

    from pemlint.model import Fix, Location

__all__ = ["described", "fixes"]

#: replacements of one fix
_MOST: Final = 100


def described(fix: Fix) -> dict[str, str]:
    """The title, and whether ``--fix`` makes it or ``--unsafe-fixes``."""
    return {"title": one_line(fix.title), "applicability": "safe" if fix.safe else "unsafe"}


def fixes(fix: Fix, artifact: Callable[[str], dict[str, str]]) -> list[dict[str, Any]]:
    """The fix, given what names a file; none where it cannot be told."""
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        if not isinstance(edit, Edit) or edit.location is None or edit.replacement.strip():
            return []
        change: dict[str, Any] = {
            "deletedRegion": _region(edit.location),
            # also where it is empty: reviewdog falls over a replacement without it
            "insertedContent": {"text": edit.replacement.decode("ascii", "replace")},
        }
        changes.setdefault(edit.path, []).append(change)
    if not changes or sum(map(len, changes.values())) > _MOST:
        return []
    return [
        {
            "description": {"text": one_line(f"{fix.title[:1].upper()}{fix.title[1:]}.")},
            "artifactChanges": [
                {"artifactLocation": artifact(path), "replacements": some} for path, some in changes.items()
            ],
        }
    ]


def _region(location: Location) -> dict[str, int]:
    return {
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": location.end_line,
        "endColumn": location.end_column,
    }
