"""``--shard`` and ``pemlint merge`` as a pipeline uses them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pemlint.model import Finding, Location, Report, Severity, Summary
from pemlint.reporters import merging, render, sarif
from pemlint.shard import Shard
from tests import builder
from tests.e2e.support import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.support import Outcome, Workspace

KINDS = ("json", "sarif")
#: for what a copy of a report with one value less, or another one, may not do
ODD: tuple[Any, ...] = (None, True, -1, "", [], {}, [[]], [{}])


def tree(workspace: Workspace) -> None:
    leaf = builder.server(subject="other.example.com", key="other")
    for folder in "abcd":
        workspace.write(f"{folder}/server.crt", builder.server(subject=f"{folder}.example.com").pem)
    workspace.write("a/server.key", builder.private_pem("other"))
    workspace.write("b/chain.pem", builder.root().pem + leaf.pem)
    workspace.write("c/old.crt", builder.server(not_after=builder.NOW, key="spare").pem)


def shards(workspace: Workspace, kind: str, count: int, *more: str) -> list[str]:
    """The reports of all shards, as files."""
    names = []
    for number in range(1, count + 1):
        names.append(f"{number}.{kind}")
        shard = (f"--shard={number}/{count}", "--output-format", kind, "--output-file", names[-1])
        assert workspace.check(*shard, *more, "a", "b", "c", "d").status in {0, 1}
    return names


@pytest.mark.parametrize("kind", KINDS)
def test_the_reports_of_all_shards_are_that_of_the_run(workspace: Workspace, kind: str) -> None:
    tree(workspace)
    alone = workspace.check("--output-format", kind, "a", "b", "c", "d")
    assert alone.status == 1
    names = shards(workspace, kind, 3)
    assert workspace.run("merge", *reversed(names)) == alone
    assert workspace.run("merge", "--output-file", "all", *names) == alone._replace(out="")
    assert (workspace.path / "all").read_text() == alone.out
    assert workspace.run("merge", "--exit-zero", *names) == alone._replace(status=0)
    assert workspace.run("merge", "--fail-on", "never", *names).status == 0


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_tree_turns_off_is_told_once(workspace: Workspace, kind: str) -> None:
    tree(workspace)
    workspace.write(
        "pemlint.toml",
        'exclude = ["d/**"]\n[rules]\nkey-readable-by-others = "off"\n'
        '[[ignore]]\nrules = ["chain-contains-leaf", "chain"]\npaths = "a"\nreason = "unused"\n'
        '[[ignore]]\nuntil = 2026-01-01\npaths = "a"\nreason = "over"\n'
        '[[ignore]]\npaths = ["**"]\nrules = ["pem", "cert-expired"]\nreason = "old"\n',
    )
    for folder in "ab":
        workspace.write(f"{folder}/broken.pem", builder.server(key="spare").pem.replace(b"-----END", b"----END"))
    alone = workspace.check("--output-format", kind, ".")
    assert {"json": '"pem-malformed-block": 2', "sarif": "ignores 2 findings (pem-malformed-block)"}[kind] in alone.out
    for number in (1, 2, 3):
        assert (
            workspace.check(f"--shard={number}/3", "--output-format", kind, f"--output-file={number}", ".").status < 2
        )
    assert workspace.run("merge", "1", "2", "3") == alone


def test_each_folder_belongs_to_one_shard(workspace: Workspace) -> None:
    tree(workspace)
    told = [json.loads((workspace.path / name).read_text()) for name in shards(workspace, "json", 6)]
    folders = [{finding["path"].split("/")[0] for finding in report["findings"]} for report in told]
    assert sum(map(len, folders)) == len(set().union(*folders))
    assert [report["shard"]["number"] for report in told] == [1, 2, 3, 4, 5, 6]
    assert len({report["shard"]["run"] for report in told}) == 1
    assert sorted(report["summary"]["files"] for report in told) == [0, 0, 1, 2, 2, 2]


def refusal(outcome: Outcome) -> str:
    assert (outcome.status, outcome.out) == (2, "")
    return one_line(outcome.err)


def test_reports_that_do_not_belong_together(workspace: Workspace) -> None:
    tree(workspace)
    first, second, third = shards(workspace, "json", 3)
    (other_kind,) = shards(workspace, "sarif", 1)
    assert refusal(workspace.run("merge", first, third)) == "the report of shard 2/3 is missing"
    assert refusal(workspace.run("merge", first, second, third, second)) == "2.json and 2.json both tell of shard 2/3"
    assert refusal(workspace.run("merge", first, other_kind)) == "1.json is JSON, and 1.sarif is SARIF"
    assert refusal(workspace.run("merge", "none.json")) == "none.json: no such file or directory"
    whole = workspace.check("a")
    workspace.write("whole.json", whole.out)
    assert refusal(workspace.run("merge", "whole.json")).startswith("whole.json is not the report of a shard")
    workspace.write("odd.json", "{")
    assert refusal(workspace.run("merge", "odd.json")) == "odd.json is no JSON"
    workspace.write("deep.json", "[" * 100_000)
    assert refusal(workspace.run("merge", "deep.json")) == "deep.json is no JSON"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (("--now=2026-06-02",), "was judged at 2026-06-01T00:00:00Z, and 2.json at 2026-06-02T00:00:00Z: give"),
        (("--profile=strict",), "and 2.json are of different runs"),
        (("--ignore=cert",), "and 2.json are of different runs"),
        (("--config=more.toml",), "and 2.json are of different runs"),
        (("more.crt",), "and 2.json are of different runs"),
        (("--shard=2/4",), "tells of one of 3 shards, and 2.json of one of 4"),
    ],
)
def test_reports_of_different_runs(workspace: Workspace, other: tuple[str, ...], said: str) -> None:
    tree(workspace)
    workspace.write("more.toml", 'profile = "default"\n')
    workspace.write("more.crt", builder.server().pem)
    names = shards(workspace, "json", 3)
    workspace.check("--output-file", names[1], "--shard=2/3", "a", "b", "c", "d", *other)
    assert f"1.json {said}" in refusal(workspace.run("merge", *names))


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_not_judged_in_a_shard_is_not_forgotten(workspace: Workspace, kind: str) -> None:
    tree(workspace)
    arguments = ("--output-format", kind, "a", "b", "none.pem")
    alone = workspace.check(*arguments)
    assert (alone.status, alone.complaints) == (2, ["pemlint: error: none.pem: no such file or directory"])
    for number in (1, 2):
        assert workspace.check(f"--shard={number}/2", f"--output-file={number}", *arguments).status == 2
    merged = workspace.run("merge", "1", "2")
    assert (merged.status, merged.out) == (2, alone.out)
    assert one_line(merged.err).startswith("none.pem: no such file or directory")


def test_a_folder_without_a_file_for_every_shard_is_no_failure(workspace: Workspace) -> None:
    workspace.write("a/server.crt", builder.server().pem)
    for number in (1, 2):
        assert workspace.check("--require-input", f"--shard={number}/2", "a").status == 0


@pytest.mark.parametrize("shard", ["0/2", "3/2", "2", "/", "1/0", "a/b", "1/2/3", "-1/2", "1/1001"])
def test_a_part_of_nothing(workspace: Workspace, shard: str) -> None:
    assert refusal(workspace.run("check", f"--shard={shard}")).startswith("argument --shard: ")


def found(name: str, severity: Severity) -> Finding:
    return Finding("cert-expired", severity, "m", Location(name), name, repo_path=name)


def test_of_too_many_results_the_gravest_of_all_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 5)
    monkeypatch.setattr(merging, "MOST_RESULTS", 5)
    grades = (Severity.NOTE, Severity.ERROR, Severity.WARNING)
    findings = [found(f"{folder}/{at:02}.pem", grades[at % 3]) for folder in "ab" for at in range(12)]
    report = Report("1", "now", tuple(findings), Summary(files=24))
    parts = [
        Report("1", "now", tuple(each for each in findings if each.repo_path.startswith(folder)), Summary(files=12))
        for folder in "ba"
    ]
    files = (
        (f"{number}", render(part._replace(shard=Shard(number, 2, "run")), "sarif").encode())
        for number, part in enumerate(parts, 1)
    )
    merged = merging.merge(files)
    assert merged.text == render(report, "sarif")
    assert "The 5 gravest of 24 results" in merged.text
    assert merged.gravest is Severity.ERROR


def damaged(value: Any) -> Iterator[Any]:
    """Copies in which one value, however deep, is missing or another one."""
    yield from ODD
    if isinstance(value, dict):
        for key in value:
            rest = {other: each for other, each in value.items() if other != key}
            yield rest
            yield from ({**value, key: worse} for worse in damaged(value[key]))
    elif isinstance(value, list) and value:
        yield from ([worse, *value[1:]] for worse in damaged(value[0]))


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_wrong_with_a_report_is_said_in_one_line(kind: str) -> None:
    report = Report("1", "now", (found("a.pem", Severity.ERROR),), Summary(files=1), shard=Shard(1, 1, "run"))
    good = json.loads(render(report, kind))
    refusals = [said for bad in damaged(good) if (said := refusal_of(bad))]
    assert len(refusals) > 100
    assert all(said.startswith("bad is ") and "\n" not in said for said in refusals)


def refusal_of(report: Any) -> str:
    """Why a report is not taken; empty where it is."""
    try:
        merging.merge([("bad", json.dumps(report).encode())])
    except merging.ShardError as error:
        return str(error)
    return ""


def test_a_report_is_read_whatever_its_size(workspace: Workspace, tmp_path: Path) -> None:
    tree(workspace)
    (name,) = shards(workspace, "json", 1)
    text = (workspace.path / name).read_text()
    (tmp_path / "large.json").write_text(text + " " * (17 << 20))
    assert workspace.run("merge", str(tmp_path / "large.json")) == workspace.check("a", "b", "c", "d")
