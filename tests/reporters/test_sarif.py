from __future__ import annotations

import json
import re
from typing import Any

import pytest
from sarif_pydantic import Sarif  # type: ignore[import-untyped]

from pemlint.model import (
    Create,
    Edit,
    Fault,
    Finding,
    Fix,
    Location,
    Related,
    Report,
    RuleText,
    Severity,
    Span,
    Summary,
)
from pemlint.reporters import render
from pemlint.reporters.sarif import MOST_RESULTS
from tests.reporters.samples import FAULTY, FULL, HOSTILE, KEY, NOW, ORDER, REPORTS, SOON, infected

#: a link to a related location as consumers find it (SARIF 3.11.6)
LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)(?<!\\)\]\(([^)]*)\)")


def run_of(report: Report, *, prefix: str = "") -> dict[str, Any]:
    log = json.loads(render(report, "sarif", prefix=prefix))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def result_of(finding: Finding, *, prefix: str = "") -> dict[str, Any]:
    (result,) = run_of(FULL._replace(findings=(finding,)), prefix=prefix)["results"]
    assert isinstance(result, dict)
    return result


def uri_of(finding: Finding, *, prefix: str = "") -> dict[str, str]:
    artifact = result_of(finding, prefix=prefix)["locations"][0]["physicalLocation"]["artifactLocation"]
    assert isinstance(artifact, dict)
    return artifact


@pytest.mark.parametrize("name", REPORTS)
def test_the_model_from_the_package_index_takes_it(name: str) -> None:
    log = Sarif.model_validate_json(render(REPORTS[name], "sarif"))
    assert len(log.runs) == 1
    assert len(log.runs[0].results or []) == len((*REPORTS[name].findings, *REPORTS[name].accepted))


@pytest.mark.parametrize("text", HOSTILE)
def test_the_model_takes_hostile_names(text: str) -> None:
    finding = infected(ORDER, text)
    log = Sarif.model_validate_json(render(FULL._replace(findings=(finding,)), "sarif"))
    assert len(log.runs[0].results or []) == 1


def test_rules_have_all_that_a_consumer_shows() -> None:
    rules = run_of(FULL)["tool"]["driver"]["rules"]
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["fullDescription"]["text"].endswith(".")
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert rule["name"] == "".join(part.capitalize() for part in rule["id"].split("-"))
        assert rule["properties"]["precision"] == "very-high"
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["warning", "error", "note"]
    assert [rule["properties"]["problem.severity"] for rule in rules] == ["warning", "error", "recommendation"]


def test_security_severity_is_a_string_and_only_where_the_rule_has_one() -> None:
    properties = {rule["id"]: rule["properties"] for rule in run_of(FULL)["tool"]["driver"]["rules"]}
    assert properties["key-in-repository"]["security-severity"] == "7.5"
    assert properties["key-in-repository"]["tags"] == ["tls", "key", "security"]
    assert "security-severity" not in properties["chain-out-of-order"]
    assert properties["chain-out-of-order"]["tags"] == ["tls", "chain"]


def test_standards_are_named_once() -> None:
    texts = {rule["id"]: rule["help"]["text"] for rule in run_of(FULL)["tool"]["driver"]["rules"]}
    assert texts["cert-expires-soon"].endswith("\n\nStandards: RFC 5280 4.1.2.5.")
    assert texts["chain-out-of-order"].count("RFC 8446 4.4.2") == 1
    assert "\n\n## How to fix\n\n```sh\n" in texts["chain-out-of-order"]


def test_an_explanation_shows_what_cannot_be_seen_and_keeps_its_lines() -> None:
    rule = RuleText("a-b", "s", "first\u202e\n\n## \x1b[31msecond", Severity.ERROR)
    (described,) = run_of(FULL._replace(findings=(), rules=(rule,)))["tool"]["driver"]["rules"]
    assert described["help"]["markdown"] == "first\\u202e\n\n## \\x1b[31msecond"


def test_a_rule_that_is_off_is_listed_only_if_a_finding_is_its_own() -> None:
    ids = [rule["id"] for rule in run_of(FULL)["tool"]["driver"]["rules"]]
    assert ids == ["cert-expires-soon", "chain-out-of-order", "key-in-repository"]
    ids = [rule["id"] for rule in run_of(FULL._replace(findings=()))["tool"]["driver"]["rules"]]
    assert ids == ["cert-expires-soon", "chain-out-of-order"]


def test_long_descriptions_are_cut_at_what_consumers_take() -> None:
    rule = RuleText("a-b", "s" * 2_000, "m" * 2_000, Severity.ERROR)
    (described,) = run_of(FULL._replace(findings=(), rules=(rule,)))["tool"]["driver"]["rules"]
    assert len(described["shortDescription"]["text"]) == 1_024
    assert len(described["fullDescription"]["text"]) == 1_024
    assert len(described["help"]["text"]) == 2_000


def test_a_rule_without_an_explanation_is_described_by_its_summary() -> None:
    (described,) = run_of(FULL._replace(findings=(), rules=(RuleText("a-b", "bad", "", Severity.ERROR),)))["tool"][
        "driver"
    ]["rules"]
    assert described["help"] == {"text": "bad.", "markdown": "bad."}
    assert described["fullDescription"] == {"text": "bad."}


def test_results_point_to_their_rules() -> None:
    run = run_of(FULL)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert "ruleIndex" not in run_of(FULL._replace(rules=()))["results"][0]


def test_results_have_their_own_level_and_never_none() -> None:
    off = KEY._replace(severity=Severity.OFF, fingerprint="off")
    run = run_of(FULL._replace(findings=(off, KEY, SOON, ORDER, SOON._replace(severity=Severity.ERROR))))
    assert [result["level"] for result in run["results"]] == ["error", "error", "note"]
    assert '"none"' not in json.dumps(run)


def test_the_gravest_come_first_and_then_by_place() -> None:
    findings = tuple(
        SOON._replace(severity=severity, repo_path=path, location=Location(path, line), fingerprint=f"{path}{line}")
        for path in ("b.pem", "a.pem")
        for line in (10, 9)
        for severity in (Severity.NOTE, Severity.ERROR)
    )
    places = [
        (
            result["level"],
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            result["locations"][0]["physicalLocation"]["region"]["startLine"],
        )
        for result in run_of(FULL._replace(findings=findings))["results"]
    ]
    # Those of lower severity are the same alerts: equal rule, place and fingerprint.
    assert places == [("error", "a.pem", 9), ("error", "a.pem", 10), ("error", "b.pem", 9), ("error", "b.pem", 10)]


def test_results_are_cut_at_what_consumers_keep_and_the_run_says_so() -> None:
    notes = tuple(KEY._replace(fingerprint=f"{at:064x}") for at in range(MOST_RESULTS))
    run = run_of(FULL._replace(findings=(*notes, SOON, ORDER), faults=(Fault("x"),)))
    assert len(run["results"]) == MOST_RESULTS
    assert [result["level"] for result in run["results"][:3]] == ["error", "warning", "note"]
    fault, cut = run["invocations"][0]["toolExecutionNotifications"]
    assert fault["level"] == "error"
    assert cut["level"] == "warning"
    assert cut["message"]["text"] == "The 5000 gravest of 5002 results were written."
    described = [each["id"] for each in run["tool"]["driver"]["notifications"]]
    assert described == [fault["descriptor"]["id"], cut["descriptor"]["id"]]


def test_exactly_as_many_as_consumers_keep_are_not_cut() -> None:
    notes = tuple(KEY._replace(fingerprint=f"{at:064x}") for at in range(MOST_RESULTS))
    run = run_of(FULL._replace(findings=notes))
    assert len(run["results"]) == MOST_RESULTS
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    assert "notifications" not in run["tool"]["driver"]


def test_faults_are_notifications_and_fail_only_a_run_that_judged_nothing() -> None:
    (invocation,) = run_of(FAULTY, prefix="deploy")["invocations"]
    assert invocation["executionSuccessful"] is False
    first, second = invocation["toolExecutionNotifications"]
    assert first["message"]["text"] == "no such file or folder."
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "deploy/certs/absent.pem"
    assert "locations" not in second
    (invocation,) = run_of(FAULTY._replace(summary=Summary(files=1)))["invocations"]
    assert invocation["executionSuccessful"] is True


def test_fingerprints_are_the_ones_given() -> None:
    assert result_of(ORDER)["partialFingerprints"] == {
        "pemlint/v1": ORDER.fingerprint,
        "primaryLocationLineHash": ORDER.line_hash,
    }
    assert result_of(KEY)["partialFingerprints"] == {"pemlint/v1": KEY.fingerprint}


def test_the_region_is_one_line() -> None:
    def region(*numbers: int) -> object:
        return result_of(SOON._replace(location=Location("a.pem", *numbers)))["locations"][0]["physicalLocation"][
            "region"
        ]

    assert region(3, 2, 3, 29) == {"startLine": 3, "startColumn": 2, "endLine": 3, "endColumn": 29}
    assert region(3, 2, 20, 26) == {"startLine": 3, "startColumn": 2}
    assert region(3, 2, 3, 2) == {"startLine": 3, "startColumn": 2}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("certs/a.pem", "certs/a.pem"),
        ("my chain #1%.pem", "my%20chain%20%231%25.pem"),
        ("größe/株.pem", "gr%C3%B6%C3%9Fe/%E6%A0%AA.pem"),
        ("c:/x.pem", "c%3A/x.pem"),
        ("<stdin>", "%3Cstdin%3E"),
        ("a\\b\n.pem", "a%5Cb%0A.pem"),
        ("\udcff.pem", "%5Cudcff.pem"),
    ],
)
def test_uris_are_relative_to_the_root_and_percent_encoded(path: str, uri: str) -> None:
    assert uri_of(SOON._replace(repo_path=path)) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize(
    ("prefix", "path", "uri"),
    [
        ("", "a.pem", "a.pem"),
        ("", "./a.pem", "a.pem"),
        ("deploy", "a.pem", "deploy/a.pem"),
        ("deploy/", "certs/../a.pem", "deploy/a.pem"),
        ("deploy/eu", "../../a.pem", "a.pem"),
    ],
)
def test_paths_from_the_working_directory_are_led_to_the_root(prefix: str, path: str, uri: str) -> None:
    related = ORDER._replace(related=(Related(Location(path), "x"),))
    (place,) = result_of(related, prefix=prefix)["relatedLocations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}
    without = SOON._replace(repo_path="", location=Location(path))
    assert uri_of(without, prefix=prefix)["uri"] == uri


def test_a_file_outside_of_the_repository_has_no_base() -> None:
    outside = SOON._replace(repo_path="", location=Location("/etc/ssl/my cert.pem"))
    assert uri_of(outside, prefix="deploy") == {"uri": "file:///etc/ssl/my%20cert.pem"}


def test_the_base_of_the_uris_is_declared_without_a_place() -> None:
    run = run_of(FULL)
    assert list(run["originalUriBaseIds"]["%SRCROOT%"]) == ["description"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert "automationDetails" not in run


def test_the_time_and_the_profiles_are_in_the_run() -> None:
    assert run_of(FULL)["properties"] == {"now": NOW, "profiles": ["emqx-cloud"]}


def test_messages_link_every_related_place() -> None:
    result = result_of(ORDER)
    links = LINK.findall(result["message"]["text"])
    assert links == [("the bundle names the chain here", "1"), ("a copy (old) of it", "2")]
    assert [place["id"] for place in result["relatedLocations"]] == [1, 2]
    assert result["message"]["text"].startswith("block 2 is the server certificate; it must be first. Help: put the ")
    assert "relatedLocations" not in result_of(SOON)


def test_no_more_related_places_than_consumers_keep() -> None:
    many = ORDER._replace(related=ORDER.related * 200)
    result = result_of(many)
    assert len(result["relatedLocations"]) == 100
    assert len(LINK.findall(result["message"]["text"])) == 100


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_makes_a_link_or_reaches_markdown(text: str) -> None:
    result = result_of(infected(ORDER, text))
    message = result["message"]["text"]
    assert [target for _, target in LINK.findall(message)] == ["1", "2"]
    assert message.isprintable()
    assert "markdown" not in json.dumps(result)


def test_of_a_fix_with_text_only_the_title_is_written() -> None:
    result = result_of(ORDER)
    assert "fixes" not in result
    assert result["properties"]["fix"] == {"title": "re-order the blocks", "applicability": "safe"}


def test_a_fix_that_repeats_nothing_is_written_whole() -> None:
    place = Location("chain.pem", 3, 1, 24, 1)
    gone = Edit("chain.pem", Span(9, 99), b"", place)
    broken = Edit("chain.pem", Span(120, 120), b"\n", Location("chain.pem", 30, 26, 30, 26))
    fix = Fix("delete the copy", (gone, broken), safe=False)
    (written,) = result_of(ORDER._replace(fix=fix), prefix="deploy")["fixes"]
    (change,) = written["artifactChanges"]
    assert written["description"] == {"text": "Delete the copy."}
    assert change["artifactLocation"] == {"uri": "deploy/chain.pem", "uriBaseId": "%SRCROOT%"}
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 1, "endLine": 24, "endColumn": 1},
            "insertedContent": {"text": ""},
        },
        {
            "deletedRegion": {"startLine": 30, "startColumn": 26, "endLine": 30, "endColumn": 26},
            "insertedContent": {"text": "\n"},
        },
    ]
    for other in (gone._replace(replacement=b"x"), gone._replace(location=None), Create("new.pem", b"", "new.pem")):
        assert "fixes" not in result_of(ORDER._replace(fix=fix._replace(edits=(other, broken))))
