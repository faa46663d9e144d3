"""SARIF 2.1.0 (OASIS) in the form that GitHub code scanning takes whole: one run, relative paths, stable fingerprints.

No fixes are written: a replacement may hold any bytes of a file, and key material must not get into a log.
"""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from pemlint.model import Finding, Location, Overrides, Report, RuleText, Severity
from pemlint.reporters.escape import clean, one_line, visible
from pemlint.reporters.json_ import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pemlint.reporters import View

__all__ = ["MOST_RESULTS", "render"]

#: what GitHub keeps of a run, and not the gravest: they are chosen here
MOST_RESULTS: Final = 5_000
#: what GitHub keeps of the locations of a result
_MOST_RELATED: Final = 100
_MOST_DESCRIPTION: Final = 1_024

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME: Final = "https://github.com/pemlint/pemlint"
_BASE: Final = "%SRCROOT%"
_PROBLEM: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}

#: of what the tree made milder; JSON has it all
_MOST_TOLD: Final = 100
_FAULT: Final = "not-judged"
_MILDER: Final = "judged-more-mildly"
_CUT: Final = "results-cut"
_NOTIFICATIONS: Final = {
    _FAULT: ("Something was not judged", "An input could not be read, or a rule could not be run."),
    _MILDER: ("The tree has its say", "A file of the tree under test makes a rule that guards something milder."),
    _CUT: ("Results were left out", f"Consumers keep {MOST_RESULTS} results of a run: the gravest were written."),
}


def render(report: Report, view: View) -> str:
    """Write the report as one run; ``view.prefix`` leads from the root of the repository to the paths of a report."""
    findings = _distinct(report.findings)
    kept = findings[:MOST_RESULTS]
    used = {finding.rule for finding in kept}
    rules = [rule for rule in report.rules if rule.severity or rule.id in used]
    index = {rule.id: at for at, rule in enumerate(rules)}
    notifications = [
        _notification(_FAULT, "error", one_line(fault.message), fault.path and _from_root(fault.path, view.prefix))
        for fault in report.faults
    ]
    if len(findings) > len(kept):
        left_out = f"The {len(kept)} gravest of {len(findings)} results were written."
        notifications.append(_notification(_CUT, "warning", left_out))
    invocation: dict[str, Any] = {
        # Consumers drop all results of an execution that failed, so it failed only if nothing was judged.
        "executionSuccessful": not report.faults or report.summary.files > 0,
        "toolExecutionNotifications": notifications,
    }
    milder = _milder(report.overrides, index, view.prefix)
    if milder:
        invocation["toolConfigurationNotifications"] = milder
        invocation["ruleConfigurationOverrides"] = list(_overrides(report.overrides, index))
    ids = {each["descriptor"]["id"] for each in (*notifications, *milder)}
    run = {
        "tool": {"driver": _driver(report.version, rules, ids)},
        "invocations": [invocation],
        "originalUriBaseIds": {_BASE: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index, view.prefix) for finding in kept],
        "properties": {"now": report.now, "profiles": report.profiles},
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


def _driver(version: str, rules: list[RuleText], notified: set[str]) -> dict[str, Any]:
    driver: dict[str, Any] = {
        "name": "pemlint",
        "semanticVersion": version,
        "informationUri": _HOME,
        "rules": [_rule(rule) for rule in rules],
    }
    if notified:
        driver["notifications"] = [_descriptor(id_) for id_ in _NOTIFICATIONS if id_ in notified]
    return driver


def _rule(rule: RuleText) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "tags": ["tls", rule.id.partition("-")[0], *(["security"] if rule.security else [])],
        "precision": "very-high",
        "problem.severity": _PROBLEM.get(rule.severity, "recommendation"),
    }
    if rule.security:
        properties["security-severity"] = rule.security
    explanation = _explanation(rule)
    described: dict[str, Any] = {
        "id": rule.id,
        "name": _pascal(rule.id),
        "shortDescription": {"text": _bounded(_sentence(one_line(rule.summary)))},
        "fullDescription": {"text": _bounded(_sentence(_first_paragraph(rule)))},
        "help": {"text": explanation, "markdown": explanation},
        "defaultConfiguration": {"level": rule.severity.label if rule.severity else "note"},
        "properties": properties,
    }
    if rule.url:
        described["helpUri"] = rule.url
    return described


def _explanation(rule: RuleText) -> str:
    """The Markdown of a rule, and the standards that it cites where the text does not name them."""
    lines = (rule.markdown.strip() or _sentence(rule.summary)).split("\n")
    cited = [standard for standard in rule.spec if standard not in rule.markdown]
    if cited:
        lines += ("", f"Standards: {', '.join(cited)}.")
    # Not `clean`: a heading is made of the `##` that it breaks up, which `dump` does as well.
    return "\n".join(map(visible, lines))


def _first_paragraph(rule: RuleText) -> str:
    """The first prose of the explanation that is no heading."""
    paragraphs = (one_line(each) for each in rule.markdown.split("\n\n"))
    return next((each for each in paragraphs if each and not each.startswith("#")), one_line(rule.summary))


def _result(finding: Finding, index: dict[str, int], prefix: str) -> dict[str, Any]:
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
    if finding.more:
        result["occurrenceCount"] = finding.more
    if finding.line_hash:
        result["partialFingerprints"]["primaryLocationLineHash"] = finding.line_hash
    if related:
        result["relatedLocations"] = [
            {
                "id": id_,
                "physicalLocation": _physical(each.location, "", prefix),
                "message": {"text": _sentence(_plain(each.message))},
            }
            for id_, each in enumerate(related, start=1)
        ]
    return result


def _message(finding: Finding) -> str:
    """What is wrong, what to do, and a link to each related place (SARIF 3.11.6)."""
    sentences = [_sentence(_plain(finding.message))]
    if finding.help:
        sentences.append(f"Help: {_sentence(_plain(finding.help))}")
    if finding.related:
        links = (f"[{_link_text(each.message)}]({id_})" for id_, each in enumerate(finding.related[:_MOST_RELATED], 1))
        sentences.append(f"See {', '.join(links)}.")
    return " ".join(sentences)


def _plain(text: str) -> str:
    """Untrusted text in a message, where it could hold a link of its own."""
    return one_line(text).replace("](", "\\](")


def _link_text(text: str) -> str:
    return one_line(text).replace("[", "\\[").replace("]", "\\]")


def _physical(location: Location, repo_path: str, prefix: str) -> dict[str, Any]:
    """The place as consumers resolve it, on one line only: a check of changed lines shows it if all are among them."""
    region = {"startLine": location.line, "startColumn": location.column}
    if location.end_line == location.line and location.end_column > location.column:
        region |= {"endLine": location.line, "endColumn": location.end_column}
    return {"artifactLocation": _artifact(repo_path or _from_root(location.path, prefix)), "region": region}


def _artifact(path: str) -> dict[str, str]:
    encoded = quote(path, safe="/", errors="backslashreplace")
    return {"uri": f"file://{encoded}"} if path.startswith("/") else {"uri": encoded, "uriBaseId": _BASE}


def _from_root(path: str, prefix: str) -> str:
    return path if path.startswith("/") else normpath(f"{prefix}/{path}" if prefix else path)


def _milder(overrides: Overrides, index: dict[str, int], prefix: str) -> list[dict[str, Any]]:
    """What files of the tree say about rules, and what else the configuration leaves out."""
    if overrides == Overrides():
        return []
    from pemlint.reporters.overridden import excluded, sentence, suppressed

    told = []
    for each in overrides.relaxed[:_MOST_TOLD]:
        notification = _notification(_MILDER, "note", sentence(each), _from_root(each.path, prefix))
        notification["associatedRule"] = _reference(each.rule, index)
        told.append(notification)
    rest = [suppressed(overrides)] if overrides.suppressed else []
    rest += [excluded(overrides)] if overrides.excluded else []
    told += [
        _notification(_MILDER, "note", f"{clean(overrides.path)} {each}", _from_root(overrides.path, prefix))
        for each in rest
    ]
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
    notification: dict[str, Any] = {"descriptor": {"id": id_}, "level": level, "message": {"text": _sentence(text)}}
    if path:
        notification["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(path)}}]
    return notification


def _descriptor(id_: str) -> dict[str, Any]:
    name, text = _NOTIFICATIONS[id_]
    return {
        "id": id_,
        "name": _pascal(id_),
        "shortDescription": {"text": f"{name}."},
        "fullDescription": {"text": text},
        "help": {"text": text},
    }


def _pascal(id_: str) -> str:
    return "".join(part.capitalize() for part in id_.split("-"))


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _bounded(text: str) -> str:
    return text if len(text) <= _MOST_DESCRIPTION else text[: _MOST_DESCRIPTION - 3] + "..."
