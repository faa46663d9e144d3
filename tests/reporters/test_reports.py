"""Reports as files: each trap of GitLab, reviewdog, JUnit, Checkstyle and of GitHub's summaries is one test."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from pemlint.model import Location, Overrides, Relaxed, Severity
from pemlint.reporters import markdown, render
from tests.consumers import reports
from tests.reporters.samples import CLEAN, FAULTY, FULL, KEY, ORDER, OVERRIDDEN, SOON

if TYPE_CHECKING:
    from pemlint.model import Finding

#: what GitHub takes of a summary: of one byte more it drops all
MOST_OF_A_SUMMARY = 1024 * 1024


def written(format_: str, *findings: Finding) -> str:
    return render(FULL._replace(findings=findings), format_, prefix="deploy")


def issues(*findings: Finding) -> Any:
    output = written("gitlab", *findings)
    reports.gitlab(output)
    return json.loads(output)


def test_gitlab_fingerprints_are_the_findings_own() -> None:
    assert [each["fingerprint"] for each in issues(ORDER, SOON)] == [ORDER.fingerprint, SOON.fingerprint]


def test_gitlab_fingerprints_that_are_equal_would_be_one_issue() -> None:
    found = issues(ORDER, ORDER._replace(location=Location("b.pem", 2)), ORDER._replace(severity=Severity.NOTE))
    assert [each["fingerprint"].removeprefix(ORDER.fingerprint) for each in found] == ["", "-2", "-3"]


def test_gitlab_fingerprints_do_not_change_with_the_line() -> None:
    (moved,) = issues(ORDER._replace(location=Location("certs/chain.pem", 99, 1, 99, 28)))
    assert (moved["fingerprint"], moved["location"]["lines"]["begin"]) == (ORDER.fingerprint, 99)


def test_gitlab_shows_no_name_of_a_check_so_the_description_has_it() -> None:
    (issue,) = issues(ORDER)
    assert issue["description"].startswith(f"{issue['check_name']}: block 2 is ")


def test_gitlab_paths_are_from_the_root_without_a_dot() -> None:
    (issue,) = issues(ORDER._replace(repo_path="", location=Location("../certs/a.pem", 1)))
    assert issue["location"]["path"] == "certs/a.pem"


def test_gitlab_takes_an_empty_array_for_a_clean_run() -> None:
    assert json.loads(render(CLEAN, "gitlab")) == []


def test_rdjson_columns_count_bytes_so_whole_lines_are_named() -> None:
    output = written("rdjson", SOON._replace(location=Location("a.yaml", 7, 12, 7, 39)))
    reports.rdjson(output)
    assert json.loads(output)["diagnostics"][0]["location"] == {"path": "a.yaml", "range": {"start": {"line": 7}}}


def test_rdjson_links_the_page_of_the_rule() -> None:
    code = json.loads(written("rdjson", SOON))["diagnostics"][0]["code"]
    assert code["value"] == "cert-expires-soon"
    assert code["url"].endswith("/docs/rules/cert-expires-soon.md")


def test_rdjson_suggests_nothing_since_a_replacement_may_hold_a_key() -> None:
    assert "suggestions" not in written("rdjson", ORDER)


@pytest.mark.parametrize(
    "text",
    ["@everyone look", "see https://evil.example", "www.evil.example", "<img src=x>", "[a](b)", "`a` *b* _c_ ~~d~~"],
)
def test_rdjson_is_a_comment_in_which_nothing_is_markup(text: str) -> None:
    message = json.loads(written("rdjson", ORDER._replace(message=text, help="")))["diagnostics"][0]["message"]
    assert reports._links(message) == []
    assert reports.shown(message).replace("\\x40", "@") == text


def cases(output: str) -> list[ET.Element]:
    reports.junit(output)
    return [*ET.fromstring(output).iter("testcase")]  # noqa: S314 - our own


def test_junit_counts_errors_and_warnings_as_failures_and_skips_notes() -> None:
    kinds = [case[0].tag for case in cases(written("junit", ORDER, SOON, KEY))]
    assert kinds == ["failure", "failure", "skipped"]


def test_junit_of_a_clean_run_is_one_case_that_passes() -> None:
    (case,) = cases(render(CLEAN, "junit"))
    assert (case.attrib["name"], len(case)) == ("no findings", 0)


def test_junit_shows_what_was_not_judged_as_errors() -> None:
    assert [case[0].tag for case in cases(render(FAULTY, "junit"))] == ["error", "error"]


def test_junit_has_one_suite_a_file() -> None:
    output = written("junit", ORDER, KEY, SOON._replace(location=ORDER.location))
    assert output.count("<testsuite ") == 2
    assert CLEAN.now in output


@pytest.mark.parametrize("format_", ["junit", "checkstyle"])
@pytest.mark.parametrize("text", ["a\x00b", "\x08", "\x1b[0m", "\ufffe\uffff", "\ud800", "]]>", "&#0;", '"><error x="'])
def test_xml_has_no_character_that_xml_cannot_have(format_: str, text: str) -> None:
    infected = ORDER._replace(message=text, help=text, rule=f"r{text}", location=Location(f"a{text}", 1))
    tree = ET.fromstring(written(format_, infected).encode())  # noqa: S314 - our own
    assert {element.tag for element in tree.iter()} <= {
        *("testsuites", "testsuite", "properties", "property", "testcase", "failure", "checkstyle", "file", "error"),
    }


def test_checkstyle_groups_by_file_and_names_the_rule() -> None:
    (file,) = ET.fromstring(written("checkstyle", ORDER, SOON._replace(location=ORDER.location)).encode())  # noqa: S314 - our own
    assert file.attrib["name"] == "certs/chain.pem"
    assert [error.attrib["source"] for error in file] == ["pemlint.chain-out-of-order", "pemlint.cert-expires-soon"]


def test_a_summary_has_the_gravest_first_and_links_the_rules() -> None:
    output = written("markdown", KEY, SOON, ORDER)
    rows = [line for line in output.splitlines() if line.startswith("| ")]
    assert [row.split(" ")[1] for row in rows] == ["severity", "error", "warning", "note"]
    assert "[cert-expires-soon](https://github.com/pemlint/pemlint/blob/main/docs/rules/cert-expires-soon.md)" in output


@pytest.mark.parametrize("text", ["x" * 100, "|" * 500, "é" * 300])
def test_summary_size_stays_under_what_github_drops(text: str) -> None:
    findings = [ORDER._replace(message=f"{number} {text}") for number in range(12_000)]
    output = written("markdown", *findings)
    shown = sum(line.startswith("| error ") for line in output.splitlines())
    assert len(output.encode()) <= markdown.MOST_BYTES < MOST_OF_A_SUMMARY
    assert 500 < shown < len(findings)
    assert f"Left out, as a summary takes no more: the last {len(findings) - shown} of 12000 findings." in output
    assert "\nFound 1 error, " in output


def test_summary_size_is_not_the_choice_of_the_tree() -> None:
    relaxed = tuple(
        Relaxed(f"{number}.bundle.toml", ("*" * 5_000,), "pem-unused", Severity.NOTE, Severity.ERROR)
        for number in range(500)
    )
    findings = tuple(ORDER._replace(message=f"{'y' * 900} {number}") for number in range(2_000))
    output = render(FULL._replace(findings=findings, overrides=Overrides(relaxed)), "markdown")
    assert len(output.encode()) <= markdown.MOST_BYTES
    assert "496 more files are judged more mildly" in output
    assert output.splitlines()[-1].startswith("Found 1 error, ")


def test_a_summary_tells_what_the_tree_has_changed() -> None:
    assert "leaves out 12 files" in reports.shown(render(OVERRIDDEN, "markdown"))
