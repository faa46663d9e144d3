"""What GitHub's and Azure's runners make of a log: each trap of their commands is one test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pemlint.model import Location, Severity
from pemlint.reporters import render
from tests.consumers import commands, formats, logs
from tests.reporters.samples import CLEAN, FULL, KEY, ORDER, SOON

if TYPE_CHECKING:
    from pemlint.model import Finding


def log(format_: str, *findings: Finding) -> str:
    return render(FULL._replace(findings=findings), format_, prefix="deploy")


def annotated(*findings: Finding) -> list[tuple[str, dict[str, str], str]]:
    found, _ = commands.parsed(log("github", *findings))
    return found


def many(finding: Finding, count: int) -> list[Finding]:
    return [finding._replace(location=Location("a.pem", number, 1, number, 28)) for number in range(1, count + 1)]


def test_an_annotation_has_its_file_from_the_root_and_what_to_do() -> None:
    ((name, properties, message),) = annotated(ORDER)
    assert name == "error"
    assert properties == {
        "file": "deploy/certs/chain.pem",
        "line": "31",
        "col": "1",
        "endLine": "31",
        "endColumn": "28",
        "title": "pemlint: chain-out-of-order",
    }
    assert message.split("\n")[:2] == [
        "block 2 is the server certificate; it must be first",
        "put the server certificate first, then each issuer below what it signed:",
    ]


def test_each_grade_is_a_kind() -> None:
    assert [name for name, _, _ in annotated(KEY, SOON, ORDER)] == ["error", "warning", "notice"]


def test_columns_on_different_lines_would_be_dropped_so_none_are_written() -> None:
    ((_, properties, _),) = annotated(ORDER._replace(location=Location("a.pem", 3, 5, 9, 2)))
    assert (properties["line"], {*properties} & {"col", "endLine", "endColumn"}) == ("3", set())


@pytest.mark.parametrize(
    "path", ["a,line=9.pem", "a:1.pem", "100%.pem", "%2C%0A.pem", "a::b.pem", "x=1, y.pem", "é.pem"]
)
def test_escaping_a_path_comes_back_as_it_is(path: str) -> None:
    ((_, properties, _),) = annotated(ORDER._replace(repo_path=path))
    assert properties["file"] == path
    assert properties["line"] == "31"


@pytest.mark.parametrize("text", ["100% of it", "%0A::error::x", "%250A", "a,b:c", "line::warning::x"])
def test_escaping_a_message_comes_back_as_it_is(text: str) -> None:
    ((_, _, message),) = annotated(ORDER._replace(message=text, help=""))
    assert message == text


@pytest.mark.parametrize("text", ["a\n::error::b", "a\r\n##[add-mask]b", "\u2028::add-mask::x", "##[stop-commands]x"])
def test_injection_of_a_command_of_its_own_is_not_possible(text: str) -> None:
    output = log("github", ORDER._replace(message=text, repo_path=text, rule=text))
    assert [order[1] for order in logs.github(output)] == ["error"]


def test_a_message_longer_than_the_runner_keeps_is_cut_before_it_is_escaped() -> None:
    ((_, _, message),) = annotated(ORDER._replace(message="%" * 9_000))
    assert message == "%" * 4_093 + "..."


@pytest.mark.parametrize("count", [10, 11, 60])
@pytest.mark.parametrize("finding", [ORDER, SOON, KEY], ids=["error", "warning", "note"])
def test_limit_of_ten_annotations_of_a_kind_and_nothing_is_lost(finding: Finding, count: int) -> None:
    output = log("github", *many(finding, count))
    found, rest = commands.parsed(output)
    assert len(found) <= commands.MOST + 1
    plain = [kind for kind in formats.lines(rest) if kind.startswith("finding")]
    told = [properties["title"] for _, properties, _ in found]
    if count == commands.MOST:
        assert (len(found), plain) == (10, [])
    else:
        assert told.count("pemlint") == 1
        assert len(found) - 1 + len(plain) == count
    commands.github(output)


def test_limit_of_annotations_goes_to_the_gravest() -> None:
    output = log("github", *many(KEY, 30), *many(SOON, 30), *many(ORDER, 30))
    names = [name for name, _, _ in commands.parsed(output)[0]]
    assert [names.count(name) for name in ("error", "warning", "notice")] == [10, 10, 10]
    assert names[:10] == ["error"] * 10
    assert "::notice title=pemlint::61 findings more are lines of the log: " in output
    assert len([kind for kind in formats.lines(commands.parsed(output)[1]) if kind.startswith("finding")]) == 61


def test_a_clean_run_annotates_nothing_and_says_when_it_judged() -> None:
    for format_ in ("github", "azure"):
        output = render(CLEAN, format_)
        assert logs.runners(output) == []
        assert output.startswith("Found nothing wrong in 1 file: ")
        assert CLEAN.now in output


def issues(*findings: Finding) -> list[tuple[str, dict[str, str], str]]:
    found, _ = commands.parsed_azure(log("azure", *findings))
    return found


def test_azure_has_no_issue_for_a_note_which_would_fail_the_step() -> None:
    output = log("azure", KEY, SOON, ORDER)
    assert [properties["type"] for _, properties, _ in issues(KEY, SOON, ORDER)] == ["error", "warning"]
    assert "\nserver.der:1:1: note key-in-repository a private key is in the repository\n" in output


@pytest.mark.parametrize("path", ["a;type=x.pem", "a]b.pem", "100%.pem", "%AZP25.pem", "%3B.pem"])
def test_azure_escaping_comes_back_as_it_is(path: str) -> None:
    ((_, properties, message),) = issues(ORDER._replace(repo_path=path, message=path))
    assert properties["sourcepath"] == path
    assert message == f"chain-out-of-order: {path}"


def test_azure_takes_no_order_from_a_name() -> None:
    hostile: Any = "x]##vso[task.setvariable variable=a]b"
    output = log("azure", ORDER._replace(repo_path=hostile, message=hostile, rule=hostile))
    assert [order[1] for order in logs.azure(output)] == ["task.logissue"]
    assert output.count("##") == 1


def test_of_severity_off_nothing_is_written() -> None:
    for format_ in ("github", "azure", "gitlab", "junit", "rdjson", "checkstyle", "markdown"):
        off = FULL._replace(findings=(ORDER._replace(severity=Severity.OFF),))
        assert render(off, format_) == render(FULL._replace(findings=()), format_)
