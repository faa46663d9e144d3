"""Exit status and complaints: what a hook, a CI job and a person at a terminal rely on."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from pemlint.cli import main
from pemlint.files import FILE_LIMIT
from tests import builder
from tests.e2e.everything import commands
from tests.e2e.support import NOW, Workspace, one_line, program

EXPIRED = builder.server(not_after=builder.NOW - timedelta(days=1)).pem
GOOD = builder.server().pem
#: a warning, and a note
SOON = builder.server(not_after=builder.NOW + timedelta(days=9)).pem
OLD_ROOT = builder.root(version=1).pem


# -- what cannot be done is one line and status 2 ---------------------------------------------------------------------

USAGE = [
    ((), "a command is missing: check, chain, list, platforms, init, complete, config, rules, explain, profiles or "),
    (("chek",), "unknown command 'chek'; did you mean 'check'? (see 'pemlint --help')"),
    (("expired.crt",), "unknown command 'expired.crt'; did you mean 'pemlint check'?"),
    (("check", "--bogus"), "unrecognized arguments: --bogus (see 'pemlint check --help')"),
    (("check", "--prof", "default"), "--prof"),
    (("check", "--output-format", "xml"), "invalid choice: 'xml'"),
    (("check", "--fail-on", "fatal"), "invalid choice: 'fatal'"),
    (("check", "--color", "mauve"), "invalid choice: 'mauve'"),
    (("check", "--now"), "--now: expected one argument"),
    (("check", "--now", "tomorrow"), "--now: 'tomorrow' is not a time such as 2026-06-01T00:00:00Z"),
    (("check", "--now", "2026-13-01"), "--now: '2026-13-01' is not a time"),
    (("check", "--now", "@soon"), "--now: '@soon' is not a time"),
    (("check", "--now", "@99999999999999999999"), "is not a time"),
    (("check", "--now", ""), "--now: '' is not a time"),
    (
        ("check", "--select", "cert-expird"),
        "--select: unknown rule or group 'cert-expird'; did you mean 'cert-expired'?",
    ),
    (("check", "--ignore", "chian"), "--ignore: unknown rule or group 'chian'; did you mean 'chain'?"),
    (("check", "--profile", "emqx-clud"), "unknown profile 'emqx-clud'; did you mean 'emqx-cloud'?"),
    (("check", "--profile", ""), "--profile: '' names nothing"),
    (("check", "--select", "", "."), "--select: '' names nothing"),
    (("check", "--ignore", " ,"), "--ignore: ' ,' names nothing"),
    (("init", "--profile", ""), "--profile: '' names nothing"),
    (("check", "--isolated", "--config", "pemlint.toml"), "--config: not allowed with argument --isolated"),
    (("list", "--isolated", "--config", "pemlint.toml"), "--config: not allowed with argument --isolated"),
    (("check", "--profile", "./own.toml"), "./own.toml: no such file or directory"),
    (("check", "--config", "nowhere.toml"), "--config nowhere.toml: no such file or directory"),
    (("check", "--config", "."), "--config .: is a directory"),
    (("explain",), "the following arguments are required: RULE"),
    (("explain", "cert-expird"), "unknown rule 'cert-expird'; did you mean 'cert-expired'?"),
    (("explain", "cert"), "unknown rule 'cert'; rules begin so: see 'pemlint rules'"),
    (("rules", "--profile", "defualt"), "unknown profile 'defualt'; did you mean 'default'?"),
]


@pytest.mark.parametrize(
    ("arguments", "words"), USAGE, ids=[" ".join(arguments) or "nothing" for arguments, _ in USAGE]
)
def test_a_command_line_that_cannot_be_understood(workspace: Workspace, arguments: tuple[str, ...], words: str) -> None:
    workspace.write("expired.crt", EXPIRED)
    outcome = workspace.run(*arguments)
    assert words in one_line(outcome.err)
    assert (outcome.status, outcome.out) == (2, "")


def test_a_time_in_the_environment_that_is_none(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEMLINT_NOW", "whenever")
    outcome = workspace.run("check")
    assert one_line(outcome.err).startswith("PEMLINT_NOW: 'whenever' is not a time")
    assert outcome.status == 2


@pytest.mark.parametrize("name", ["nowhere.pem", "nowhere/", "\x1b[31mred.pem", "a\nb.pem", ""])
def test_a_path_that_does_not_exist(workspace: Workspace, name: str) -> None:
    workspace.write("expired.crt", EXPIRED)
    outcome = workspace.check("expired.crt", name)
    assert outcome.status == 2
    complaint = one_line(outcome.err)
    assert "\x1b" not in complaint
    assert [each.rule for each in outcome.found] == ["cert-expired"], "the other paths are judged all the same"


def test_a_file_that_cannot_be_read(workspace: Workspace) -> None:
    workspace.write("locked.pem", GOOD).chmod(0)
    if os.access(workspace.path / "locked.pem", os.R_OK):
        pytest.skip("this user may read every file")
    outcome = workspace.check("locked.pem")
    assert one_line(outcome.err) == "locked.pem: permission denied"
    assert outcome.status == 2


def test_a_pipe_is_never_opened(workspace: Workspace) -> None:
    os.mkfifo(workspace.path / "pipe.pem")
    outcome = workspace.check("pipe.pem")
    assert one_line(outcome.err) == "pipe.pem: is not a regular file"
    assert outcome.status == 2


def test_a_file_too_large_to_be_tls_material(workspace: Workspace) -> None:
    os.truncate(workspace.write("large.pem", b""), FILE_LIMIT + 1)
    outcome = workspace.check("large.pem")
    assert one_line(outcome.err) == f"large.pem: is larger than {FILE_LIMIT // 2**20} MiB"
    assert outcome.status == 2


@pytest.mark.parametrize(("name", "words"), [("no/report.json", "no such file"), (".", "is a directory")])
def test_an_output_file_that_cannot_be_written(workspace: Workspace, name: str, words: str) -> None:
    workspace.write("good.crt", GOOD)
    outcome = workspace.check("--output-file", name)
    assert words in one_line(outcome.err)
    assert (outcome.status, outcome.out) == (2, "")
    assert sorted(os.listdir(workspace.path)) == ["good.crt"]


def test_status_2_from_the_program_itself(workspace: Workspace) -> None:
    outcome = program("check", "nowhere.pem", cwd=workspace.path)
    assert outcome.status == 2
    assert one_line(outcome.err) == "nowhere.pem: no such file or directory"
    assert "Traceback" not in outcome.out + outcome.err


def test_a_reader_that_goes_away_is_no_traceback(workspace: Workspace) -> None:
    workspace.write("many.pem", EXPIRED * 300)
    command = f'"{sys.executable}" -m pemlint check many.pem | head -n 1'
    done = subprocess.run(command, shell=True, cwd=workspace.path, capture_output=True, text=True, check=True)  # noqa: S602
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("option", ["--exit-zero", "--fail-on=never"])
def test_nothing_turns_2_into_0(workspace: Workspace, option: str) -> None:
    assert workspace.check(option, "nowhere.pem").status == 2


# -- 0 and 1 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "failing"),
    [
        (EXPIRED, {"error", "warning", "note"}),
        (SOON, {"warning", "note"}),
        (OLD_ROOT, {"note"}),
        (GOOD, set()),
    ],
    ids=["error", "warning", "note", "clean"],
)
def test_fail_on(workspace: Workspace, data: bytes, failing: set[str]) -> None:
    workspace.write("a.crt", data)
    for least in ("error", "warning", "note", "never"):
        assert workspace.check("--fail-on", least).status == int(least in failing)
    assert workspace.check().status == int("error" in failing)
    assert workspace.check("--exit-zero", "--fail-on", "note").status == 0


def test_no_tls_material_is_a_remark(workspace: Workspace) -> None:
    workspace.write("readme.txt", "nothing here\n")
    outcome = workspace.check()
    assert outcome.status == 0
    assert outcome.err.splitlines() == ["pemlint: no TLS material found (1 file read)"]


def test_no_tls_material_where_some_is_required(workspace: Workspace) -> None:
    workspace.write("readme.txt", "nothing here\n")
    outcome = workspace.check("--require-input")
    assert outcome.status == 2
    assert one_line(outcome.err).startswith("no TLS material found")
    workspace.write("a.crt", GOOD)
    assert workspace.check("--require-input").status == 0


@pytest.mark.parametrize("name", ["", *commands()])
def test_each_command_says_what_its_exit_status_means(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*filter(None, [name]), "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert ended.value.code == 0
    assert "exit status: 0" in said
    assert "2 " in said.split("exit status: ")[1]


def test_help_lists_each_command_on_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    assert [words[0] for words in listed] == [*commands()]
    assert all(len(words) == 2 for words in listed)


def test_help_and_version_are_no_findings(workspace: Workspace) -> None:
    for arguments in (("--version",), ("--help",), ("check", "--help")):
        outcome = workspace.run(*arguments)
        assert (outcome.status, outcome.err) == (0, "")
        assert "pemlint" in outcome.out


# -- what the time is -------------------------------------------------------------------------------------------------


def test_source_date_epoch_would_hide_what_has_expired(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds set it to the past."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    workspace.write("a.crt", builder.server(not_after=builder.NOW - timedelta(days=1)).pem)
    assert workspace.run("check").status == 1


def test_the_time_of_the_environment_and_of_the_option(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.write("a.crt", GOOD)
    monkeypatch.setenv("PEMLINT_NOW", "2027-06-01")
    run = ("check", "--output-format", "json")
    assert workspace.run(*run).report["now"] == "2027-06-01T00:00:00Z"
    assert workspace.run(*run).status == 1
    assert workspace.run(*run, "--now", NOW).status == 0


@pytest.mark.parametrize(
    "text", ["2026-06-01", "2026-06-01T00:00:00Z", "2026-06-01T02:00:00+02:00", "20260601T000000Z", "@1780272000"]
)
def test_forms_of_a_time(workspace: Workspace, text: str) -> None:
    assert workspace.check(now=text).report["now"] == NOW
