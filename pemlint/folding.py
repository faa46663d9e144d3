"""Findings that repeat without end: the first of a rule in a file are reported one by one, the rest as a number.

A file of ten megabytes can give a quarter of a million findings, which nobody reads and no consumer takes. What folding
never changes: the gravest severity in a file, the exit status, the summary, and the fingerprints of what is listed.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pemlint.model import Finding, Severity

__all__ = ["MOST_ALIKE", "folded"]

#: findings of one rule and grade in one file that are listed; real files give a handful
MOST_ALIKE = 100


def folded(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, which come in the order of the report; beyond ``MOST_ALIKE`` alike, one stands for all others.

    It stands in the place of the first that is not listed.
    """
    seen: dict[tuple[str, str, Severity], int] = {}
    listed: list[Finding] = []
    first: dict[tuple[str, str, Severity], int] = {}
    for finding in findings:
        key = finding.rule, finding.location.path, finding.severity
        seen[key] = count = seen.get(key, 0) + 1
        if count == MOST_ALIKE + 1:
            first[key] = len(listed)
        if count <= MOST_ALIKE + 1:
            listed.append(finding)
    for key, at in first.items():
        more = seen[key] - MOST_ALIKE
        if more > 1:
            listed[at] = _stand_in(listed[at], more)
    return listed


def _stand_in(finding: Finding, more: int) -> Finding:
    """What stands for so many findings; known by the rule, the file and the grade."""
    from hashlib import sha256

    text = f"{finding.rule}\0{finding.repo_path}\0more\0{finding.severity.label}"
    return finding._replace(
        message=f"{more:,} more of these in this file are not listed one by one",
        fingerprint=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        block=None,
        help="",
        why="",
        source="",
        related=(),
        frame=None,
        fix=None,
        spki_sha256="",
        more=more,
    )
