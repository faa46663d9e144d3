"""Where a finding is and in what order findings stand, for formats that another program shows beside the files."""

from __future__ import annotations

import re
from posixpath import normpath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

    from pemlint.model import Finding, Location, RuleText

__all__ = ["HOME", "columns", "from_root", "gravest_first", "in_repository", "pages"]

#: the page of the project
HOME: Final = "https://github.com/pemlint/pemlint"
#: an address without anything that ends a link, or that a log could take for an order
_ADDRESS: Final = re.compile(r"https://[A-Za-z0-9/._~-]+")


def from_root(path: str, prefix: str) -> str:
    """A path that is relative to the working directory, as seen from the root of the repository; see View.prefix."""
    return path if path.startswith("/") else normpath(f"{prefix}/{path}" if prefix else path)


def in_repository(finding: Finding, prefix: str) -> str:
    """The file of a finding, from the root of the repository."""
    return finding.repo_path or from_root(finding.location.path, prefix)


def pages(rules: Iterable[RuleText]) -> dict[str, str]:
    """The page of each rule that has one whose address can stand anywhere."""
    return {rule.id: rule.url for rule in rules if _ADDRESS.fullmatch(rule.url)}


def columns(location: Location) -> tuple[int, int] | None:
    """The first column and the one after the last, where all of the place is on one line: consumers take it so."""
    if location.end_line == location.line and location.end_column > location.column:
        return location.column, location.end_column
    return None


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order in which they are kept where a consumer takes only so many; otherwise as they were."""
    return sorted((finding for finding in findings if finding.severity), key=lambda each: -each.severity)
