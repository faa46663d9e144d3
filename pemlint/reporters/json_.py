"""JSON for programs: a promised shape, told by ``version``, in a fixed order of keys."""

from __future__ import annotations

from json import dumps

from pemlint.quoting import withhold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pemlint.model import Finding, Location, Overrides, Report
    from pemlint.reporters import View

__all__ = ["VERSION", "dump", "milder", "render"]

#: of the shape, not of pemlint: a key may be added under it, none changed or taken away
VERSION = "1"


def render(report: Report, view: View) -> str:  # noqa: ARG001 - the signature that all formats have
    """Write the report as one object."""
    whole: dict[str, Any] = {
        "version": VERSION,
        "now": report.now,
        "findings": [_finding(finding) for finding in report.findings],
        "summary": report.summary._asdict(),
        "overrides": milder(report.overrides),
    }
    if report.baseline is not None:
        from pemlint.reporters import accepted

        whole["baseline"] = accepted.compared(report.baseline)
    if report.accepted:
        from pemlint.reporters import accepted

        whole["suppressed"] = [{**_finding(each.finding), **accepted.plain(each)} for each in report.accepted]
    if report.shard is not None:
        whole["shard"] = {
            **report.shard._asdict(),
            "tool": report.version,
            "pending": [_finding(finding) for finding in report.pending],
            "faults": [{"path": fault.path, "message": fault.message} for fault in report.faults],
        }
    return dump(whole)


def dump(value: object) -> str:
    r"""Write JSON that is ASCII, that every parser takes, and that drives no CI runner when a log shows it.

    ``#`` after ``#`` is written ``\u0023``, as no string may hold ``##[`` or ``##vso[``; a line starts with ``::``
    nowhere, as strings are quoted. A lone surrogate, which JSON can write but strict parsers refuse, becomes the text
    of its escape.
    """
    return dumps(_well_formed(value), indent=2).replace("##", "#\\u0023") + "\n"


def _well_formed(value: object) -> object:
    if isinstance(value, str):
        text = withhold(value)
        return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _well_formed(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_well_formed(each) for each in value]
    return value


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.label,
        "message": finding.message,
        **_place(finding.location),
        "block": finding.block,
        "profiles": finding.profiles,
        "source": finding.source,
        "related": [{**_place(each.location), "message": each.message} for each in finding.related],
        "fingerprint": finding.fingerprint,
        "help": finding.help,
        "more": finding.more,
        "fix": finding.fix and {"title": finding.fix.title, "applicability": "safe" if finding.fix.safe else "unsafe"},
    }


def milder(overrides: Overrides) -> dict[str, Any]:
    """What files of the tree have made milder."""
    return {
        "rules": [
            {
                "rule": each.rule,
                "severity": each.severity.label,
                "expected": each.expected.label,
                "roles": each.roles,
                "options": {name: {"value": value, "expected": old} for name, value, old in each.options},
                "path": each.path,
                "scope": each.scope,
            }
            for each in overrides.relaxed
        ],
        "suppressed": _counted(overrides),
        "ignored": [{"path": path, "rule": rule, "count": count} for path, rule, count in overrides.suppressed],
        "excluded": sum(count for _, count in overrides.excluded),
        "left-out": [{"path": path, "count": count} for path, count in overrides.excluded],
    }


def _counted(overrides: Overrides) -> dict[str, int]:
    counts: dict[str, int] = {}
    for _, rule, count in overrides.suppressed:
        counts[rule] = counts.get(rule, 0) + count
    return dict(sorted(counts.items()))


def _place(location: Location) -> dict[str, Any]:
    return location._asdict()
