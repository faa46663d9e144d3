"""Findings that somebody has accepted, with the reason: kept apart, and counted."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pemlint.config import Ignore
    from pemlint.model import Finding

__all__ = ["divide"]


def divide(findings: Iterable[Finding], ignores: Sequence[Ignore]) -> tuple[list[Finding], list[Finding]]:
    """The findings to report, and those that an ignore covers."""
    kept: list[Finding] = []
    suppressed: list[Finding] = []
    for finding in findings:
        covered = any(_covers(ignore, finding) for ignore in ignores)
        (suppressed if covered else kept).append(finding)
    return kept, suppressed


def _covers(ignore: Ignore, finding: Finding) -> bool:
    """Whether all that the ignore names is true of the finding."""
    return (
        (ignore.paths is None or ignore.paths.matches(finding.repo_path))
        and (ignore.rules is None or finding.rule in ignore.rules)
        and (not ignore.spki_sha256 or finding.spki_sha256 in ignore.spki_sha256)
    )
