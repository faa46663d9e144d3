"""SARIF 2.1.0 (OASIS) in the form that GitHub code scanning takes whole: one run, relative paths, stable fingerprints.

Of fixes only those are written whole that repeat nothing of a file: key material must not get into a log.
"""

from __future__ import annotations

from urllib.parse import quote

from pemlint.model import Accepted, Finding, Location, Overrides, Report
from pemlint.quoting import withhold
from pemlint.record import NamedTuple
from pemlint.reporters import json_
from pemlint.reporters.accepted import compared, suppression
from pemlint.reporters.escape import clean, one_line
from pemlint.reporters.json_ import dump
from pemlint.reporters.places import HOME, from_root
from pemlint.reporters.sarif_rules import described, pascal
from pemlint.reporters.sarif_rules import sentence as full_stop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, Final

    from pemlint.reporters import View

__all__ = ["FAULT", "MOST_RESULTS", "Frame", "log", "render"]

#: what GitHub keeps of a run, and not the gravest: they are chosen here
MOST_RESULTS: Final = 5_000
#: what GitHub keeps of the locations of a result
_MOST_RELATED: Final = 100

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_BASE: Final = "%SRCROOT%"

#: of what the tree made milder; JSON has it all
_MOST_TOLD: Final = 100
#: the notification that something could not be judged
FAULT: Final = "not-judged"
_MILDER: Final = "judged-more-mildly"
_CUT: Final = "results-cut"
_NOTIFICATIONS: Final = {
    FAULT: ("Something was not judged", "An input could not be read, or a rule could not be run."),
    _MILDER: ("The tree has its say", "A file of the tree under test makes a rule that guards something milder."),
    _CUT: ("Results were left out", f"Consumers keep {MOST_RESULTS} results of a run: the gravest were written."),
}


def render(report: Report, view: View) -> str:
    """Write the report as one run; ``view.prefix`` leads from the root of the repository to the paths of a report."""
    accepted = {id(each.finding): each for each in report.accepted}
    against = report.baseline is not None and bool(report.accepted)
    findings = _distinct((*report.findings, *(each.finding for each in report.accepted)))
    used = {finding.rule for finding in findings[:MOST_RESULTS]}
    rules = [rule for rule in report.rules if rule.severity or rule.id in used]
    index = {rule.id: at for at, rule in enumerate(rules)}
    shard = None
    if report.shard is not None:
        shard = {
            **report.shard._asdict(),
            "files": report.summary.files,
            "results": len(findings),
            "prefix": view.prefix,
            "pending": [_result(each, index, view.prefix) for each in report.pending],
            "overrides": {**json_.milder(report.overrides), "path": report.overrides.path},
        }
    return log(
        Frame(report.version, report.now, report.profiles, report.overrides, view.prefix),
        [described(rule) for rule in rules],
        [
            _result(each, index, view.prefix, accepted.get(id(each)), against=against)
            for each in findings[:MOST_RESULTS]
        ],
        [
            _notification(FAULT, "error", one_line(fault.message), fault.path and from_root(fault.path, view.prefix))
            for fault in report.faults
        ],
        found=len(findings),
        files=report.summary.files,
        shard=shard,
        baseline=None if report.baseline is None else compared(report.baseline),
    )


class Frame(NamedTuple):
    """What a log says of its run."""

    version: str
    now: str
    profiles: Sequence[str]
    overrides: Overrides
    #: from the root of the repository to the paths of the overrides
    prefix: str


def log(
    frame: Frame,
    rules: Sequence[dict[str, Any]],
    results: Sequence[dict[str, Any]],
    faults: Sequence[dict[str, Any]],
    *,
    found: int,
    files: int,
    shard: dict[str, Any] | None = None,
    baseline: dict[str, Any] | None = None,
) -> str:
    """Write a log of one run. ``found`` are the results that there are; ``files`` those that were judged."""
    notifications = list(faults)
    if found > len(results):
        left_out = f"The {len(results)} gravest of {found} results were written."
        notifications.append(_notification(_CUT, "warning", left_out))
    invocation: dict[str, Any] = {
        # Consumers drop all results of an execution that failed, so it failed only if nothing was judged.
        "executionSuccessful": not faults or files > 0,
        "toolExecutionNotifications": notifications,
    }
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    milder = _milder(frame.overrides, index, frame.prefix)
    if milder:
        invocation["toolConfigurationNotifications"] = milder
        invocation["ruleConfigurationOverrides"] = list(_overrides(frame.overrides, index))
    ids = {each["descriptor"]["id"] for each in (*notifications, *milder)}
    run: dict[str, Any] = {
        "tool": {"driver": _driver(frame.version, rules, ids)},
        "invocations": [invocation],
        "originalUriBaseIds": {_BASE: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {
            "now": frame.now,
            "profiles": frame.profiles,
            **({} if baseline is None else {"baseline": baseline}),
            **({} if shard is None else {"shard": shard}),
        },
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, then by place; of findings that a consumer would show as one alert twice, the gravest."""
    graded = (finding for finding in findings if finding.severity)
    ordered = sorted(graded, key=lambda each: (-each.severity, each.repo_path, each.location, each.rule, each.message))
    first: dict[tuple[object, ...], Finding] = {}
    for finding in ordered:
        first.setdefault((finding.rule, finding.repo_path, finding.location, finding.fingerprint), finding)
    return list(first.values())


def _driver(version: str, rules: Sequence[dict[str, Any]], notified: set[str]) -> dict[str, Any]:
    driver: dict[str, Any] = {
        "name": "pemlint",
        "semanticVersion": version,
        "informationUri": HOME,
        "rules": rules,
    }
    if notified:
        driver["notifications"] = [_descriptor(id_) for id_ in _NOTIFICATIONS if id_ in notified]
    return driver


def _result(
    finding: Finding, index: dict[str, int], prefix: str, accepted: Accepted | None = None, *, against: bool = False
) -> dict[str, Any]:
    """``against``: beside what a baseline knows."""
    related = finding.related[:_MOST_RELATED]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        **({"ruleIndex": index[finding.rule]} if finding.rule in index else {}),
        "level": finding.severity.label,
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": _physical(finding.location, finding.repo_path, prefix)}],
        "partialFingerprints": {"pemlint/v1": finding.fingerprint},
        "properties": {
            "profiles": [*map(clean, finding.profiles)],
            "why": one_line(finding.why),
            "source": clean(finding.source),
        },
    }
    if finding.fix is not None:
        from pemlint.reporters.sarif_fixes import described as said
        from pemlint.reporters.sarif_fixes import fixes

        result["properties"]["fix"] = said(finding.fix)
        if whole := fixes(finding.fix, lambda path: _artifact(from_root(path, prefix))):
            result["fixes"] = whole
    if accepted is not None:
        result["suppressions"] = [suppression(accepted)]
    if against:
        result["baselineState"] = "unchanged" if accepted is not None and accepted.by == "baseline" else "new"
    if finding.more:
        result["occurrenceCount"] = finding.more
    if finding.line_hash:
        result["partialFingerprints"]["primaryLocationLineHash"] = finding.line_hash
    if related:
        result["relatedLocations"] = [
            {
                "id": id_,
                "physicalLocation": _physical(each.location, "", prefix),
                "message": {"text": full_stop(_plain(each.message))},
            }
            for id_, each in enumerate(related, start=1)
        ]
    return result


def _message(finding: Finding) -> str:
    """What is wrong, what to do, and a link to each related place (SARIF 3.11.6)."""
    sentences = [full_stop(_plain(finding.message))]
    if finding.help:
        sentences.append(f"Help: {full_stop(_plain(finding.help))}")
    if finding.related:
        links = (f"[{_link_text(each.message)}]({id_})" for id_, each in enumerate(finding.related[:_MOST_RELATED], 1))
        sentences.append(f"See {', '.join(links)}.")
    return " ".join(sentences)


def _plain(text: str) -> str:
    """Untrusted text in a message, without a link of its own: viewers find one in spite of backslashes."""
    return one_line(text).replace("](", "] (")


def _link_text(text: str) -> str:
    """The text of a link, which ends at the first bracket that closes."""
    return one_line(text).replace("[", "(").replace("]", ")")


def _physical(location: Location, repo_path: str, prefix: str) -> dict[str, Any]:
    """The place as consumers resolve it, on one line only: a check of changed lines shows it if all are among them."""
    region = {"startLine": location.line, "startColumn": location.column}
    if location.end_line == location.line and location.end_column > location.column:
        region |= {"endLine": location.line, "endColumn": location.end_column}
    return {"artifactLocation": _artifact(repo_path or from_root(location.path, prefix)), "region": region}


def _artifact(path: str) -> dict[str, str]:
    encoded = quote(withhold(path), safe="/", errors="backslashreplace")
    return {"uri": f"file://{encoded}"} if path.startswith("/") else {"uri": encoded, "uriBaseId": _BASE}


def _milder(overrides: Overrides, index: dict[str, int], prefix: str) -> list[dict[str, Any]]:
    """What files of the tree say about rules, and what else the configuration leaves out."""
    if overrides == Overrides():
        return []
    from pemlint.reporters.overridden import excluded, sentence, suppressed

    told = []
    for each in overrides.relaxed[:_MOST_TOLD]:
        notification = _notification(_MILDER, "note", sentence(each), from_root(each.path, prefix))
        notification["associatedRule"] = _reference(each.rule, index)
        told.append(notification)
    rest = list(suppressed(overrides))[:_MOST_TOLD]
    rest += list(excluded(overrides))[:_MOST_TOLD]
    told += [_notification(_MILDER, "note", f"{clean(path)} {each}", from_root(path, prefix)) for path, each in rest]
    return told


def _overrides(overrides: Overrides, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    """The rules that have another grade in the whole run (SARIF 3.20.5)."""
    from pemlint.reporters.overridden import is_general

    for each in overrides.relaxed:
        if is_general(each, overrides):
            level = {"level": each.severity.label} if each.severity else {"enabled": False}
            yield {"descriptor": _reference(each.rule, index), "configuration": level}


def _reference(rule: str, index: dict[str, int]) -> dict[str, Any]:
    return {"id": rule, **({"index": index[rule]} if rule in index else {})}


def _notification(id_: str, level: str, text: str, path: str = "") -> dict[str, Any]:
    """``path``: from the root of the repository."""
    notification: dict[str, Any] = {"descriptor": {"id": id_}, "level": level, "message": {"text": full_stop(text)}}
    if path:
        notification["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(path)}}]
    return notification


def _descriptor(id_: str) -> dict[str, Any]:
    name, text = _NOTIFICATIONS[id_]
    return {
        "id": id_,
        "name": pascal(id_),
        "shortDescription": {"text": f"{name}."},
        "fullDescription": {"text": text},
        "help": {"text": text},
    }
