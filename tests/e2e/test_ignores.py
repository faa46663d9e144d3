"""What comments and configurations have ignored, and what is said of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests import builder
from tests.e2e.support import NOW, one_line

if TYPE_CHECKING:
    from tests.e2e.support import Outcome, Workspace

EXPIRED = builder.self_signed(not_after=builder.NOW - timedelta(days=1)).pem
WEAK = builder.self_signed(key="rsa-1024", not_after=builder.NOW - timedelta(days=1)).pem
COMMENT = b"# pemlint: ignore[cert-expired] fixture\n"


def rules(outcome: Outcome) -> list[str]:
    return [f"{each.rule}:{each.line}" for each in outcome.found]


@pytest.mark.parametrize(
    "comment",
    [
        b"# pemlint: ignore[cert-expired] fixture\n",
        b"#pemlint:ignore[cert-expired]fixture\n",
        b"\t# pemlint: ignore [ cert-expired , chain ] -- fixture\r\n",
        b"# pemlint: ignore[cert] fixture\n\nsubject=somebody\n",
        b"# pemlint: ignore[ALL] fixture\n",
        b"// pemlint: ignore[cert-expired] fixture\n",
    ],
)
def test_a_comment_above_a_block_has_its_findings_ignored(workspace: Workspace, comment: bytes) -> None:
    workspace.write("a.pem", comment + EXPIRED + EXPIRED)
    outcome = workspace.check("--ignore", "chain,ignore-unused")
    line = 1 + comment.count(b"\n") + EXPIRED.count(b"\n")
    assert rules(outcome) == [f"cert-expired:{line}"]
    assert outcome.report["summary"]["suppressed"] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (EXPIRED + COMMENT, "ignore-unused"),
        (EXPIRED.replace(b"-----END", COMMENT + b"-----END"), "pem-malformed-block"),
        (COMMENT.replace(b"expired", b"key") + EXPIRED, "ignore-unknown-rule"),
        (b"x " + COMMENT + EXPIRED, ""),
    ],
)
def test_a_comment_elsewhere_or_of_something_else_has_not(workspace: Workspace, text: bytes, said: str) -> None:
    workspace.write("a.pem", text)
    outcome = workspace.check()
    assert {each.rule for each in outcome.found} >= ({said} if said else set())
    assert outcome.report["summary"]["suppressed"] == 0
    assert outcome.status == 1


def test_several_comments_and_several_rules(workspace: Workspace) -> None:
    second = b"# pemlint: ignore[key-too-weak, cert-rsa-key-too-small] and small\n"
    workspace.write("a.pem", COMMENT + second + WEAK)
    outcome = workspace.check()
    assert rules(outcome) == ["ignore-unused:2"]
    assert "'key-too-weak'" in outcome.report["findings"][0]["message"]


def test_a_comment_in_another_kind_of_file(workspace: Workspace) -> None:
    indented = b"".join(b"    " + line for line in EXPIRED.splitlines(keepends=True))
    workspace.write("secret.yaml", b"data:\n  # pemlint: ignore[cert-expired] fixture\n  crt: |\n" + indented)
    workspace.write("notes.md", b"# pemlint: something else\n\n" + EXPIRED + b"\n" + COMMENT)
    assert rules(workspace.check()) == ["cert-expired:3"]


def test_ignores_are_told_of_though_nobody_has_a_configuration(workspace: Workspace) -> None:
    workspace.write("a.pem", COMMENT + EXPIRED)
    outcome = workspace.run("check", "--now", NOW)
    assert outcome.out.splitlines()[0] == "a.pem ignores 1 finding (cert-expired)"
    assert "nothing wrong (1 suppressed)" in outcome.out
    assert workspace.check().report["overrides"]["ignored"] == [{"path": "a.pem", "rule": "cert-expired", "count": 1}]


@pytest.mark.parametrize(
    ("table", "left"),
    [
        ("rule = 'cert-expired'", []),
        ("rules = ['cert-expired', 'cert-rsa-key-too-small']", ["ignore-unused"]),
        ("rules = 'chain'\npaths = 'a.pem'", ["cert-expired", "ignore-unused"]),
        ("paths = 'b.pem'", ["cert-expired", "ignore-unused"]),
        ("rule = 'cert'\nuntil = 2025-12-31", ["cert-expired", "ignore-expired"]),
        ("rule = 'cert'\nuntil = '2999-12-31'", []),
        ("fingerprint = '{}'", []),
        (f"fingerprint = '{'0' * 64}'", ["cert-expired", "ignore-unused"]),
    ],
)
def test_a_table_has_findings_ignored(workspace: Workspace, table: str, left: list[str]) -> None:
    workspace.write("a.pem", EXPIRED)
    (finding,) = workspace.check().report["findings"]
    workspace.write("pemlint.toml", f"\n[[ignore]]\nreason = 'known'\n{table.format(finding['fingerprint'])}\n")
    outcome = workspace.check()
    assert sorted(each.rule for each in outcome.found) == left
    assert [each.line for each in outcome.found if each.rule.startswith("ignore-")] == [2] * ("ignore" in str(left))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("rule = 'cert-expired'", "needs a 'reason'"),
        ("reason = 'x'", "it would ignore everything"),
        ("reason = 'x'\nrule = 'crt'", "unknown rule or group 'crt'"),
        ("reason = 'x'\nrule = 'cert'\nuntil = 'soon'", "'until' is a day such as 2026-12-31"),
        ("reason = 'x'\nrule = 'cert'\nuntil = 2026-01-01T00:00:00", "'until' is a day such as 2026-12-31"),
        ("reason = 'x'\nfingerprint = 'abc'", "'fingerprint' must be that of a finding"),
    ],
)
def test_a_table_that_cannot_be_used(workspace: Workspace, table: str, said: str) -> None:
    workspace.write("pemlint.toml", f"[[ignore]]\n{table}\n")
    outcome = workspace.check()
    assert outcome.status == 2
    assert said in one_line(outcome.err)


def test_processes_agree(workspace: Workspace) -> None:
    workspace.write("pemlint.toml", "[[ignore]]\nrules = ['cert-expired', 'chain']\npaths = 'b/**'\nreason = 'x'\n")
    for folder in "abcd":
        workspace.write(f"{folder}/a.pem", COMMENT * (folder in "ac") + EXPIRED)
    workspace.write("e/a.pem", COMMENT + builder.self_signed().pem)
    for more in ((), ("--show-suppressed", "--output-format", "sarif")):
        alone = workspace.check(*more, "--jobs", "1")
        assert alone.status == 1
        assert workspace.check(*more, "--jobs", "3") == alone


def test_a_comment_has_an_end(workspace: Workspace) -> None:
    workspace.write("a.pem", b"# pemlint: ignore[cert-expired] " + b"x" * 1000 + b"\n" + EXPIRED)
    outcome = workspace.check()
    assert rules(outcome) == ["ignore-malformed:1", "cert-expired:2"]
    assert outcome.report["findings"][0]["message"] == "the comment ignores nothing: it has more than 1,000 bytes"


def test_tables_have_an_end(workspace: Workspace) -> None:
    workspace.write("pemlint.toml", "[[ignore]]\nrule = 'cert'\nreason = 'x'\n" * 1001)
    assert "more than 1,000 [[ignore]] tables" in one_line(workspace.check().err)


def test_what_cannot_be_known_to_be_unused_is_not_said_to_be(workspace: Workspace) -> None:
    workspace.write("sub/a.pem", COMMENT + EXPIRED)
    workspace.write("b.pem", builder.self_signed().pem)
    workspace.write("pemlint.toml", "[[ignore]]\npaths = 'c.pem'\nreason = 'x'\n")
    assert rules(workspace.check("sub", "b.pem")) == []
    assert rules(workspace.check("--select", "chain")) == []
    assert rules(workspace.check()) == ["ignore-unused:1"]


def test_what_only_a_whole_folder_tells_is_not_called_unused_in_a_part_of_it(workspace: Workspace) -> None:
    workspace.write("a.pem", b"# pemlint: ignore[key] published\n" + builder.self_signed().pem)
    workspace.write("b.pem", b"# pemlint: ignore[key-too-weak] published\n" + builder.self_signed(key="other").pem)
    assert rules(workspace.check("a.pem")) == []
    assert rules(workspace.check("b.pem")) == ["ignore-unused:1"]
    assert len(rules(workspace.check("."))) == 2


def sarif(workspace: Workspace, *arguments: str) -> list[dict[str, Any]]:
    out = workspace.run("check", "--now", NOW, "--output-format", "sarif", *arguments).out
    results: list[dict[str, Any]] = json.loads(out)["runs"][0]["results"]
    return results


def test_what_is_ignored_is_shown_on_request(workspace: Workspace) -> None:
    workspace.write("a.pem", COMMENT + EXPIRED)
    workspace.write("b.pem", EXPIRED)
    workspace.write("pemlint.toml", "[[ignore]]\npaths = 'b.pem'\nreason = 'known to ##[all]'\n")
    assert sarif(workspace) == []
    in_source, external = sarif(workspace, "--show-suppressed")
    assert in_source["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "fixture"}]
    assert external["suppressions"][0]["kind"] == "external"
    assert external["suppressions"][0]["justification"] == r"known to #\x23[all]"
    assert external["partialFingerprints"]["primaryLocationLineHash"]
    outcome = workspace.run("check", "--now", NOW, "--show-suppressed")
    assert outcome.status == 0
    assert "a.pem:2:1: ignored cert-expired" in outcome.out
    assert "b.pem:1:1: ignored cert-expired" in outcome.out
    shown = workspace.check("--show-suppressed").report["suppressed"]
    assert [(each["rule"], each["by"], each["reason"]) for each in shown] == [
        ("cert-expired", "comment", "fixture"),
        ("cert-expired", "configuration", "known to ##[all]"),
    ]
    assert "suppressed" not in workspace.check().report
