"""What the tree has changed about its own judgement, as people and programs are told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pemlint.model import Overrides, Relaxed, Severity
from pemlint.reporters import render
from pemlint.reporters.overridden import told
from tests.reporters.samples import CLEAN, FULL, OVERRIDDEN, RELAXED

OPTIONS = (
    "sets days = 1 (not 30), allow = [RSA, EC \\u202e] (not []), loud = false (not true) "
    "and since = '' (not '2024-01-01') of pem-unused"
)


def lines(format_: str = "concise") -> list[str]:
    return render(OVERRIDDEN, format_).splitlines()


@pytest.mark.parametrize("format_", ["text", "concise"])
def test_each_file_has_a_line_before_the_last(format_: str) -> None:
    assert lines(format_) == [
        (
            f"pemlint.toml turns off key-in-repository, lowers pem-unused to note, {OPTIONS}; "
            "for 'tests/**' and 'old [x]/' turns off chain-out-of-order; "
            "ignores 2 findings (chain-out-of-order and key-in-repository); leaves out 12 files"
        ),
        "certs/a.pem ignores 1 finding (chain-out-of-order)",
        "certs/mqtt.bundle.toml lowers cert-expires-soon to note for client and server",
        render(CLEAN, format_).splitlines()[-1],
    ]


def test_long_lists_are_cut() -> None:
    off = [Relaxed("pemlint.toml", (), f"rule-{index}", Severity.OFF, Severity.ERROR) for index in range(9)]
    assert told(Overrides(tuple(off), path="pemlint.toml")) == [
        "pemlint.toml turns off rule-0, rule-1, rule-2 and 6 more"
    ]
    wide = off[0]._replace(scope=("x" * 100, *map(str, range(9))))
    (line,) = told(Overrides((wide,)))
    assert line == f"pemlint.toml for '{'x' * 57}...', '0', '1' and 7 more turns off rule-0"
    many = [off[0]._replace(path=f"{index}.bundle.toml") for index in range(99)]
    shown = told(Overrides(tuple(many)))
    assert len(shown) == 5
    assert shown[-1] == "95 more files are judged more mildly because they say so; see the JSON format"


def test_the_gravest_are_named_first() -> None:
    relaxed = [
        Relaxed("pemlint.toml", (), f"rule-{expected.label}", Severity.OFF, expected)
        for expected in (Severity.NOTE, Severity.ERROR, Severity.WARNING)
    ]
    assert told(Overrides(tuple(relaxed))) == ["pemlint.toml turns off rule-error, rule-warning and rule-note"]


@pytest.mark.parametrize(
    ("overrides", "line"),
    [
        (Overrides((), (("pemlint.toml", "a-b", 1),)), "pemlint.toml ignores 1 finding (a-b)"),
        (Overrides((), (), (("pemlint.toml", 1),)), "pemlint.toml leaves out 1 file"),
        (Overrides((), (), (), "pemlint.toml"), ""),
        (Overrides((RELAXED[0]._replace(path="::error::x"),)), "./::error::x turns off key-in-repository"),
    ],
)
def test_single_things(overrides: Overrides, line: str) -> None:
    assert told(overrides) == [line] * bool(line)


# -- SARIF ------------------------------------------------------------------------------------------------------------


def invocation(report: Any = OVERRIDDEN) -> tuple[dict[str, Any], list[str]]:
    """The invocation of a log, and the ids of the rules that it describes."""
    (run,) = json.loads(render(report, "sarif", prefix="deploy"))["runs"]
    return run["invocations"][0], [rule["id"] for rule in run["tool"]["driver"]["rules"]]


def test_a_rule_with_another_grade_in_the_whole_run_is_an_override() -> None:
    found, rules = invocation()
    assert found["ruleConfigurationOverrides"] == [
        {"descriptor": {"id": "key-in-repository"}, "configuration": {"enabled": False}},
        {"descriptor": {"id": "pem-unused"}, "configuration": {"level": "note"}},
    ]
    described = OVERRIDDEN._replace(rules=tuple(rule._replace(severity=Severity.ERROR) for rule in OVERRIDDEN.rules))
    found, rules = invocation(described)
    for each in found["ruleConfigurationOverrides"]:
        assert rules[each["descriptor"]["index"]] == each["descriptor"]["id"]


def test_everything_is_a_notification_about_the_file_that_says_so() -> None:
    found, _ = invocation()
    told_ = found["toolConfigurationNotifications"]
    assert [each["message"]["text"] for each in told_] == [
        "pemlint.toml turns off key-in-repository.",
        "pemlint.toml lowers pem-unused to note.",
        f"pemlint.toml {OPTIONS}.",
        "pemlint.toml turns off chain-out-of-order for 'tests/**' and 'old [x]/'.",
        "certs/mqtt.bundle.toml lowers cert-expires-soon to note for client and server.",
        "certs/a.pem ignores 1 finding (chain-out-of-order).",
        "pemlint.toml ignores 2 findings (chain-out-of-order and key-in-repository).",
        "pemlint.toml leaves out 12 files.",
    ]
    assert {each["level"] for each in told_} == {"note"}
    uris = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in told_]
    assert uris == ["deploy/pemlint.toml"] * 4 + ["deploy/certs/mqtt.bundle.toml"] + [
        "deploy/certs/a.pem",
        *["deploy/pemlint.toml"] * 2,
    ]
    assert [each["associatedRule"]["id"] for each in told_[:5]] == [each.rule for each in RELAXED]


def test_no_more_notifications_than_anybody_reads() -> None:
    many = tuple(RELAXED[0]._replace(path=f"{index}.bundle.toml") for index in range(999))
    found, _ = invocation(CLEAN._replace(overrides=Overrides(many)))
    assert len(found["toolConfigurationNotifications"]) == 100


def test_a_tree_that_changes_nothing_is_not_spoken_of() -> None:
    found, _ = invocation(FULL)
    assert list(found) == ["executionSuccessful", "toolExecutionNotifications"]
