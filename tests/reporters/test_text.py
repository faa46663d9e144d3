from __future__ import annotations

import re

import pytest

from pemlint.model import Fault, Finding, Fix, Frame, Location, Report, Row, Severity, Summary
from pemlint.reporters import render
from pemlint.reporters.layout import width
from tests.reporters.samples import CLEAN, FULL, NOW, ORDER, SOON

SGR = re.compile(r"\x1b\[[0-9;]*m")


def plain(finding: Finding, *, columns: int = 100, profiles: tuple[str, ...] = ("emqx-cloud",)) -> list[str]:
    """The lines of the text format for one finding, without the closing line."""
    report = Report("0", NOW, (finding,), Summary(), profiles)
    return render(report, "text", width=columns).split("\n\n")[0].splitlines()


@pytest.mark.parametrize("format_", ["text", "concise"])
def test_colour_adds_escape_sequences_and_nothing_else(format_: str) -> None:
    coloured = render(FULL, format_, color=True)
    assert coloured != render(FULL, format_)
    assert SGR.sub("", coloured) == render(FULL, format_)


@pytest.mark.parametrize("format_", ["json", "sarif"])
def test_formats_for_programs_have_no_colour(format_: str) -> None:
    assert render(FULL, format_, color=True) == render(FULL, format_)


@pytest.mark.parametrize(
    ("severity", "style"), [(Severity.ERROR, "1;31"), (Severity.WARNING, "1;33"), (Severity.NOTE, "1;36")]
)
def test_each_severity_has_its_colour(severity: Severity, style: str) -> None:
    report = FULL._replace(findings=(ORDER._replace(severity=severity),))
    lines = render(report, "text", color=True).splitlines()
    assert f"\x1b[{style}m{severity.label}\x1b[0m" in lines[0]
    assert any(f"\x1b[{style}m>\x1b[0m" in line for line in lines[1:])


def test_only_a_complete_run_without_findings_is_green() -> None:
    green = "\x1b[1;32mnothing wrong\x1b[0m"
    assert green in render(CLEAN, "concise", color=True)
    assert green not in render(CLEAN._replace(faults=(Fault("no such file"),)), "concise", color=True)


def test_concise_is_a_line_for_each_finding_and_one_more() -> None:
    lines = render(FULL, "concise").splitlines()
    matched = [re.fullmatch(r"(.+?):(\d+):(\d+): (error|warning|note) ([a-z0-9-]+) (.+)", line) for line in lines[:-1]]
    assert [match and match.group(5) for match in matched] == [finding.rule for finding in FULL.findings]
    assert lines[-1].startswith("Found ")


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (Summary(), "Found nothing wrong in 0 files: 0 certificates, 0 keys, 0 bundles."),
        (Summary(1, 1, 1, 1, 1, 1, 1), "Found 1 error, 1 warning, 1 note in 1 file: 1 certificate, 1 key, 1 bundle."),
        (
            Summary(2, 2, 2, 2, 2, 0, 2, 3),
            "Found 2 errors, 2 notes (3 suppressed) in 2 files: 2 certificates, 2 keys, 2 bundles.",
        ),
        (Summary(3, 4, 0, 0, suppressed=1), "Found nothing wrong (1 suppressed) in 3 files: 4 certificates, 0 keys,"),
    ],
)
def test_the_closing_line_counts_and_uses_the_right_plural(summary: Summary, line: str) -> None:
    report = Report("0", NOW, (), summary, ("default", "emqx-cloud"))
    output = render(report, "text")
    assert output.startswith(line)
    assert output.endswith(f" Judged by default, emqx-cloud at {NOW}.\n")
    assert output.count("\n") == 1


def test_the_closing_line_says_when_something_was_not_judged() -> None:
    assert render(CLEAN._replace(faults=(Fault("x"),)), "text").endswith(" Incomplete: 1 fault.\n")
    assert render(CLEAN._replace(faults=(Fault("x"),) * 2), "text").endswith(" Incomplete: 2 faults.\n")


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 200])
def test_all_below_the_headline_keeps_to_the_width(columns: int) -> None:
    long = ORDER._replace(help="renew it " * 40, why="because " * 40, related=(), source="")
    lines = plain(long, columns=columns)
    assert max(map(width, lines[1:])) <= columns


def test_a_terminal_of_a_few_columns_gets_lines_of_forty() -> None:
    assert plain(ORDER, columns=1) == plain(ORDER, columns=40)


def test_an_unbreakable_word_stays_whole_so_that_it_can_be_clicked() -> None:
    assert any(ORDER.source in line for line in plain(ORDER, columns=40))


def test_only_a_headline_has_no_gutter() -> None:
    assert all(line.startswith(("  | ", "  = ")) or line == "  |" for line in plain(ORDER)[1:])


def test_a_finding_with_a_message_only_is_one_line() -> None:
    (line,) = plain(SOON._replace(help=""))
    assert line == f"certs/größe/server #1.pem:1:1: warning cert-expires-soon {SOON.message}"


def test_a_command_in_the_help_keeps_its_spaces() -> None:
    lines = plain(SOON._replace(help="run:\n    openssl x509  -in a.pem\n\nthen look"))
    assert lines[1:] == ["  = help: run:", "  |           openssl x509  -in a.pem", "  |", "  |       then look"]


@pytest.mark.parametrize(
    ("profiles", "why", "source", "line"),
    [
        (
            ("emqx-cloud",),
            "the page says so",
            "https://a.example/",
            "emqx-cloud: the page says so <https://a.example/>",
        ),
        (("emqx-cloud",), "", "https://a.example/", "emqx-cloud <https://a.example/>"),
        (("default",), "", "", "default"),
        ((), "own reasons", "", "own reasons"),
        ((), "", "https://a.example/", "<https://a.example/>"),
    ],
)
def test_a_finding_says_which_profile_asked_and_by_which_source(
    profiles: tuple[str, ...], why: str, source: str, line: str
) -> None:
    lines = plain(SOON._replace(help="", profiles=profiles, why=why, source=source))
    assert lines[1:] == [f"  = profile: {line}"]


def test_the_profile_of_the_whole_run_is_not_repeated() -> None:
    assert not any("profile:" in line for line in plain(SOON, profiles=SOON.profiles))
    assert any("profile:" in line for line in plain(SOON, profiles=("default", *SOON.profiles)))


def test_fixes_are_counted_by_the_option_that_applies_them() -> None:
    safe, unsafe = Fix("sort", (), safe=True), Fix("drop", (), safe=False)
    findings = tuple(SOON._replace(fix=fix) for fix in (safe, safe, unsafe, None))
    lines = render(FULL._replace(findings=findings), "text").splitlines()
    assert lines[-3:-1] == ["2 fixable with --fix.", "1 fixable with --unsafe-fixes."]
    assert "  = fix: drop (--unsafe-fixes)" in lines


def test_a_frame_without_a_header_has_no_line_for_it() -> None:
    frame = Frame((), (Row(("found", "RSA 4096"), fault=True), Row(("expected", "RSA 2048"))))
    assert plain(SOON._replace(help="", frame=frame))[1:] == [
        "  |",
        "  | > found     RSA 4096",
        "  |   expected  RSA 2048",
        "  |",
    ]


def test_a_frame_without_rows_is_not_drawn() -> None:
    assert len(plain(SOON._replace(help="", frame=Frame(("a",), ())))) == 1


def rows_shown(faults: set[int], count: int) -> list[str]:
    frame = Frame(("block",), tuple(Row((str(at),), fault=at in faults) for at in range(count)))
    return [line[4:].strip("> ") for line in plain(SOON._replace(help="", frame=frame))[3:-1]]


def test_a_long_frame_shows_the_rows_around_the_faults() -> None:
    assert rows_shown({5, 40}, 100) == ["...", *"34567", "...", *(str(at) for at in range(38, 43)), "..."]
    assert rows_shown(set(), 100) == ["0", "1", "2", "..."]
    assert rows_shown({99}, 100) == ["...", "97", "98", "99"]
    assert rows_shown(set(range(100)), 100) == [*(str(at) for at in range(12)), "..."]
    assert rows_shown({3}, 12) == [str(at) for at in range(12)]


def test_locations_are_written_as_editors_read_them() -> None:
    finding = SOON._replace(location=Location("a b/ü.pem", 7, 3, 7, 9))
    assert plain(finding)[0].startswith("a b/ü.pem:7:3: warning ")
