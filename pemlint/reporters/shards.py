"""The reports of shards, read back. They come from other machines: whatever is wrong with one is said in one line."""

from __future__ import annotations

from json import loads
from urllib.parse import unquote

from pemlint.baseline import Known, Use
from pemlint.model import Fault, Overrides, Relaxed, Severity
from pemlint.record import NamedTuple
from pemlint.reporters.sarif import FAULT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, NoReturn

    from pemlint.model import OptionValue

__all__ = ["JSON", "SARIF", "ShardError", "ShardReport", "read"]

JSON, SARIF = "JSON", "SARIF"

_GRADES = {severity.label: severity for severity in Severity}
_SEVERITIES = {severity.label: severity for severity in Severity if severity}
_FILE = "file://"
#: shards that are named where many are missing
_MOST_NAMED = 8


class ShardError(ValueError):
    """Reports that cannot be put together; the text is one line."""


class ShardReport(NamedTuple):
    """What one report says, as it says it."""

    #: of its file, for messages
    name: str
    kind: str
    #: which part it is, from 1, and of how many
    number: int
    of: int
    #: equal in all parts of one run
    run: str
    now: str
    version: str
    #: each finding with what it is sorted by; those of one file come together
    findings: Sequence[tuple[tuple[int | str, ...], dict[str, Any]]]
    severities: frozenset[Severity]
    #: numbers to add up
    counts: Mapping[str, int]
    faults: Sequence[Fault]
    overrides: Overrides
    #: what is found only if all others find it too, by fingerprint: what it is sorted by, how grave it is, and itself
    pending: Mapping[str, tuple[tuple[int | str, ...], Severity, dict[str, Any]]] = {}
    #: of JSON: those that somebody has accepted, where they are shown
    accepted: Sequence[tuple[tuple[int | str, ...], dict[str, Any]]] = ()
    #: of SARIF: the same faults as notifications, the rules by their id with how grave they are, the profiles
    notifications: Sequence[dict[str, Any]] = ()
    rules: Mapping[str, tuple[Severity, dict[str, Any]]] = {}
    profiles: Sequence[str] = ()
    #: what has become of the baseline, where there is one
    baseline: Use | None = None
    prefix: str = ""


def read(files: Iterable[tuple[str, bytes]]) -> list[ShardReport]:
    """The reports of all parts of one run, in the order of the parts; the name and the content of each file are given.

    Raises ShardError where a part is missing or comes twice, or a report does not belong to the others.
    """
    found = [_read(name, data) for name, data in files]
    first = found[0]
    for other in found[1:]:
        for one, two, what in (
            (first.kind, other.kind, "is {}, and {} is {}"),
            (first.version, other.version, "was written by pemlint {}, and {} by {}"),
            (first.of, other.of, "tells of one of {} shards, and {} of one of {}"),
            (first.now, other.now, "was judged at {}, and {} at {}: give the same --now to all shards"),
        ):
            if one != two:
                message = f"{first.name} {what.format(one, other.name, two)}"
                raise ShardError(message)
        if first.run != other.run or _shared(first.overrides) != _shared(other.overrides):
            message = f"{first.name} and {other.name} are of different runs: other files, or other settings"
            raise ShardError(message)
    return _complete(found, first.of)


def _complete(found: Sequence[ShardReport], of: int) -> list[ShardReport]:
    reports: dict[int, ShardReport] = {}
    for each in found:
        twin = reports.setdefault(each.number, each)
        if twin is not each:
            message = f"{twin.name} and {each.name} both tell of shard {each.number}/{of}"
            raise ShardError(message)
    missing = [f"{number}/{of}" for number in range(1, of + 1) if number not in reports]
    if missing:
        more = " ..." if len(missing) > _MOST_NAMED else ""
        message = f"the report of shard {', '.join(missing[:_MOST_NAMED])}{more} is missing"
        raise ShardError(message)
    return [reports[number] for number in sorted(reports)]


def _read(name: str, data: bytes) -> ShardReport:
    try:
        content = loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        message = f"{name} is no JSON"
        raise ShardError(message) from None
    try:
        read = _read_sarif if "runs" in content else _read_json
        report = read(name, content)
        whole = 1 <= report.number <= report.of
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        whole = False
    if not whole:
        message = f"{name} is not the report of a shard, whole, as 'pemlint check --shard' writes it"
        raise ShardError(message)
    return report


def _read_json(name: str, content: Any) -> ShardReport:
    shard = content["shard"]
    findings = content["findings"]
    return ShardReport(
        name=name,
        kind=JSON,
        number=_number(shard["number"]),
        of=_number(shard["of"]),
        run=_text(shard["run"]),
        now=_text(content["now"]),
        version=_text(shard["tool"]),
        findings=[(_order(each), each) for each in findings],
        pending={
            _text(each["fingerprint"]): _pending(_order(each), each["severity"], each) for each in shard["pending"]
        },
        severities=frozenset(_severity(each["severity"]) for each in findings),
        accepted=[(_order(each), each) for each in content.get("suppressed", ())],
        counts={key: _number(value) for key, value in content["summary"].items()},
        faults=[Fault(_text(each["message"]), _text(each["path"])) for each in shard["faults"]],
        overrides=_overrides(content["overrides"]),
        baseline=_baseline(content.get("baseline")),
    )


def _read_sarif(name: str, content: Any) -> ShardReport:
    (run,) = content["runs"]
    shard, driver = run["properties"]["shard"], run["tool"]["driver"]
    told = run["invocations"][0]["toolExecutionNotifications"]
    notifications = [each for each in told if each["descriptor"]["id"] == FAULT]
    return ShardReport(
        name=name,
        kind=SARIF,
        number=_number(shard["number"]),
        of=_number(shard["of"]),
        run=_text(shard["run"]),
        now=_text(run["properties"]["now"]),
        version=_text(driver["semanticVersion"]),
        findings=[(_rank(each), each) for each in run["results"]],
        pending={
            _text(each["partialFingerprints"]["pemlint/v1"]): _pending(_rank(each), each["level"], each)
            for each in shard["pending"]
        },
        severities=frozenset(_severity(each["level"]) for each in run["results"] if "suppressions" not in each),
        counts={key: _number(shard[key]) for key in ("files", "results")},
        faults=[Fault(_text(each["message"]["text"]), _path(each)) for each in notifications],
        overrides=_overrides(shard["overrides"], _text(shard["overrides"]["path"])),
        notifications=notifications,
        rules={_text(each["id"]): (_severity(each["defaultConfiguration"]["level"]), each) for each in driver["rules"]},
        profiles=[_text(each) for each in run["properties"]["profiles"]],
        prefix=_text(shard["prefix"]),
        baseline=_baseline(run["properties"].get("baseline")),
    )


def _pending(
    order: tuple[int | str, ...], word: Any, finding: dict[str, Any]
) -> tuple[tuple[int | str, ...], Severity, dict[str, Any]]:
    return order, _severity(word), finding


def _overrides(told: Any, path: str = "") -> Overrides:
    """What ``json_.milder`` wrote."""
    relaxed = (
        Relaxed(
            path=_text(each["path"]),
            scope=tuple(map(_text, each["scope"])),
            rule=_text(each["rule"]),
            severity=_GRADES[each["severity"]],
            expected=_GRADES[each["expected"]],
            roles=tuple(map(_text, each["roles"])),
            options=tuple(
                (name, _option(pair["value"]), _option(pair["expected"])) for name, pair in each["options"].items()
            ),
        )
        for each in told["rules"]
    )
    suppressed = ((_text(each["path"]), _text(each["rule"]), _number(each["count"])) for each in told["ignored"])
    excluded = ((_text(each["path"]), _number(each["count"])) for each in told["left-out"])
    return Overrides(tuple(relaxed), tuple(suppressed), tuple(excluded), path)


def _baseline(told: Any) -> Use | None:
    """What ``accepted.compared`` wrote."""
    if told is None:
        return None
    stale = (Known(_text(each["path"]), _text(each["rule"]), _text(each["fingerprint"])) for each in told["stale"])
    return Use(_text(told["path"]), _number(told["known"]), tuple(stale))


def _shared(overrides: Overrides) -> Overrides:
    """What is the same for all parts of a run."""
    return overrides._replace(suppressed=(), path="")


def _option(value: Any) -> OptionValue:
    if isinstance(value, list):
        return tuple(map(_text, value))
    if not isinstance(value, (bool, int, str)):
        raise TypeError
    return value


def _rank(result: Any) -> tuple[int | str, ...]:
    """The gravest first, then by place."""
    rule, level = _text(result["ruleId"]), -_severity(result["level"])
    if "locations" not in result:
        return level, "", 0, 0, rule
    region = result["locations"][0]["physicalLocation"]["region"]
    return level, _path(result), _number(region["startLine"]), _number(region["startColumn"]), rule


def _order(finding: Any) -> tuple[int | str, ...]:
    """By place."""
    at = tuple(_number(finding[key]) for key in ("line", "column", "end_line", "end_column"))
    return _text(finding["path"]), *at, _text(finding["rule"]), _text(finding["message"])


def _severity(word: Any) -> Severity:
    return _SEVERITIES[_text(word)]


def _path(result: Any) -> str:
    """Where something is, from the root of the repository; empty where nothing is said of it."""
    if "locations" not in result:
        return ""
    uri = _text(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
    return unquote(uri.removeprefix(_FILE))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
