"""One report of those of all shards: to the byte the one of a run that was not divided.

The parts of a run share no file, so that what they found has only to be put in its order.
"""

from __future__ import annotations

from heapq import merge as in_order

from pemlint.baseline import Use
from pemlint.model import Severity
from pemlint.record import NamedTuple
from pemlint.reporters.accepted import compared
from pemlint.reporters.json_ import VERSION, dump, milder
from pemlint.reporters.sarif import MOST_RESULTS, Frame, log
from pemlint.reporters.shards import JSON, ShardError, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, TypeAlias

    from pemlint.model import Fault, Overrides
    from pemlint.reporters.shards import ShardReport

    _Placed: TypeAlias = tuple[tuple[int | str, ...], dict[str, Any]]

__all__ = ["Merged", "ShardError", "merge"]


class Merged(NamedTuple):
    """The report of the whole run, and what decides its exit status."""

    text: str
    #: of all findings
    gravest: Severity
    #: why something was not judged
    faults: tuple[Fault, ...]


def merge(files: Iterable[tuple[str, bytes]]) -> Merged:
    """Put reports together, given as the name and the content of each file. Raises ShardError; see ``shards.read``."""
    reports = read(files)
    pending = _agreed(reports)
    found = _in_order((*(report.findings for report in reports), [(order, each) for order, _, each in pending]))
    severities = frozenset(grade for _, grade, _ in pending).union(*(report.severities for report in reports))
    faults = tuple(dict.fromkeys(fault for report in reports for fault in report.faults))
    try:
        text = (
            _json(reports, found, [grade for _, grade, _ in pending])
            if reports[0].kind == JSON
            else _sarif(reports, found, len(pending))
        )
    except RecursionError:
        message = "the reports are no reports of shards: they are nested too deeply"
        raise ShardError(message) from None
    return Merged(text, max(severities, default=Severity.OFF), faults)


def _in_order(parts: Iterable[Sequence[_Placed]]) -> list[dict[str, Any]]:
    return [finding for _, finding in in_order(*parts, key=lambda each: each[0])]


def _agreed(reports: Sequence[ShardReport]) -> list[tuple[tuple[int | str, ...], Severity, dict[str, Any]]]:
    """What every one of the reports finds if all others do."""
    first, *others = (report.pending for report in reports)
    return [each for fingerprint, each in first.items() if all(fingerprint in other for other in others)]


def _json(reports: Sequence[ShardReport], findings: Sequence[dict[str, Any]], pending: Sequence[Severity]) -> str:
    more = [{grade.label: 1} for grade in pending]
    accepted = _in_order(report.accepted for report in reports)
    used = _baseline(reports)
    return dump(
        {
            "version": VERSION,
            "now": reports[0].now,
            "findings": findings,
            "summary": _sums((*(report.counts for report in reports), *more)),
            "overrides": milder(_overrides(reports)),
            **({} if used is None else {"baseline": compared(used)}),
            **({"suppressed": accepted} if accepted else {}),
        }
    )


def _sarif(reports: Sequence[ShardReport], results: Sequence[dict[str, Any]], pending: int) -> str:
    graded: dict[str, tuple[Severity, dict[str, Any]]] = {}
    for report in reports:
        for rule_id, rule in report.rules.items():
            graded[rule_id] = max(rule, graded.get(rule_id, rule), key=lambda each: each[0])
    index = {rule_id: at for at, rule_id in enumerate(sorted(graded))}
    sums = _sums(report.counts for report in reports)
    used = _baseline(reports)
    profiles = sorted({name for report in reports for name in report.profiles})
    return log(
        Frame(reports[0].version, reports[0].now, profiles, _overrides(reports), reports[0].prefix),
        [rule for _, (_, rule) in sorted(graded.items())],
        [_indexed(result, index) for result in results[:MOST_RESULTS]],
        list({str(each): each for report in reports for each in report.notifications}.values()),
        found=sums["results"] + pending,
        files=sums["files"],
        baseline=None if used is None else compared(used),
    )


def _baseline(reports: Sequence[ShardReport]) -> Use | None:
    """What nothing answers to in any part is stale."""
    uses = [report.baseline for report in reports if report.baseline is not None]
    if not uses:
        return None
    others = [set(other.stale) for other in uses[1:]]
    stale = [entry for entry in uses[0].stale if all(entry in other for other in others)]
    return Use(uses[0].path, sum(use.known for use in uses), tuple(stale))


def _overrides(reports: Sequence[ShardReport]) -> Overrides:
    """What the tree has changed is the same for all shards; what an ignore covers was counted by each."""
    suppressed: dict[tuple[str, str], int] = {}
    for report in reports:
        for ignoring, rule, count in report.overrides.suppressed:
            suppressed[ignoring, rule] = suppressed.get((ignoring, rule), 0) + count
    counted = tuple((*key, count) for key, count in sorted(suppressed.items()))
    path = next((report.overrides.path for report in reports if report.overrides.path), "")
    return reports[0].overrides._replace(suppressed=counted, path=path)


def _indexed(result: dict[str, Any], index: dict[str, int]) -> dict[str, Any]:
    """A result that points to the place of its rule in the whole report."""
    at = index.get(result["ruleId"])
    return result if at is None else {**result, "ruleIndex": at}


def _sums(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for each in counts:
        for name, count in each.items():
            sums[name] = sums.get(name, 0) + count
    return sums
