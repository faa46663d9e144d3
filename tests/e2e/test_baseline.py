"""What was there when somebody began is known and not reported; by fingerprints, so that moved lines change nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests import builder
from tests.e2e.support import NOW, one_line

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

EXPIRED = builder.self_signed(not_after=builder.NOW - timedelta(days=1)).pem
OTHER = builder.self_signed(key="other", not_after=builder.NOW - timedelta(days=1)).pem
GOOD = builder.self_signed().pem


@pytest.fixture
def known(workspace: Workspace) -> Workspace:
    """A folder, all of whose findings a baseline knows."""
    workspace.write("certs/a.pem", EXPIRED)
    workspace.write("certs/b.pem", OTHER)
    outcome = workspace.check("--write-baseline", "known.json")
    assert (outcome.status, outcome.found, outcome.err) == (0, [], "pemlint: 2 findings written to known.json\n")
    assert outcome.report["summary"]["suppressed"] == 2
    return workspace


def entries(workspace: Workspace) -> list[dict[str, Any]]:
    content = json.loads((workspace.path / "known.json").read_bytes())
    assert content["version"] == "1"
    found: list[dict[str, Any]] = content["findings"]
    return found


def test_what_is_known_is_not_reported(known: Workspace) -> None:
    assert [list(each) for each in entries(known)] == [["path", "rule", "fingerprint"]] * 2
    assert [each["path"] for each in entries(known)] == ["certs/a.pem", "certs/b.pem"]
    outcome = known.check("--baseline", "known.json")
    assert (outcome.status, outcome.found, outcome.err) == (0, [], "")
    assert outcome.report["baseline"] == {"path": "known.json", "known": 2, "stale": []}
    assert "baseline" not in known.check().report


def test_what_is_new_is_reported_and_moved_lines_are_not(known: Workspace) -> None:
    known.write("certs/a.pem", b"moved\n\n" + EXPIRED)
    assert known.found("--baseline", "known.json") == []
    known.write("certs/a.pem", EXPIRED + GOOD.replace(b"\n", b" \n", 1) + EXPIRED)
    line = 1 + (EXPIRED + GOOD).count(b"\n")
    found = known.found("--baseline", "known.json", "--select", "cert-expired")
    assert found == [f"certs/a.pem:{line}: error cert-expired"]


def test_what_is_gone_is_stale_where_that_is_known(known: Workspace) -> None:
    known.write("certs/a.pem", GOOD)
    outcome = known.check("--baseline", "known.json")
    assert outcome.status == 0
    assert [each["path"] for each in outcome.report["baseline"]["stale"]] == ["certs/a.pem"]
    assert outcome.err == (
        "pemlint: known.json has entries that nothing answers to any more: cert-expired in certs/a.pem;"
        " --write-baseline writes it anew\n"
    )
    text = known.run("check", "--now", NOW, "--baseline", "known.json").out.splitlines()
    assert text[0] == "known.json has an entry that nothing answers to any more: cert-expired in certs/a.pem"
    assert known.check("--baseline", "known.json", "certs/b.pem").err == ""
    assert known.check("--baseline", "known.json", "--select", "key").err == ""
    (known.path / "certs/a.pem").unlink()
    (known.path / "certs/b.pem").unlink()
    outcome = known.check("--baseline", "known.json")
    assert (outcome.status, len(outcome.report["baseline"]["stale"])) == (0, 2)


def test_it_is_the_same_at_any_time_and_written_anew_without_what_is_gone(known: Workspace) -> None:
    before = (known.path / "known.json").read_bytes()
    known.check("--write-baseline", "known.json", now="2026-06-02T00:00:00Z")
    assert (known.path / "known.json").read_bytes() == before
    known.write("certs/a.pem", GOOD)
    known.check("--write-baseline", "known.json")
    assert [each["path"] for each in entries(known)] == ["certs/b.pem"]


def test_ignores_come_first_and_are_no_part_of_it(known: Workspace) -> None:
    known.write("certs/a.pem", b"# pemlint: ignore[cert-expired] fixture\n" + EXPIRED)
    outcome = known.check("--baseline", "known.json")
    assert [each["path"] for each in outcome.report["baseline"]["stale"]] == ["certs/a.pem"]
    known.check("--write-baseline", "known.json")
    assert [each["path"] for each in entries(known)] == ["certs/b.pem"]


def test_what_is_wrong_with_ignores_is_known_too(workspace: Workspace) -> None:
    workspace.write("a.pem", b"# pemlint: ignore[chain] nothing\n" + GOOD)
    workspace.write("pemlint.toml", "[[ignore]]\npaths = 'b.pem'\nreason = 'nothing'\n")
    assert len(workspace.check().found) == 2
    workspace.check("--write-baseline", "known.json")
    assert workspace.check("--baseline", "known.json").found == []


def test_it_is_told_of_what_a_baseline_of_the_tree_hides(known: Workspace) -> None:
    text = known.run("check", "--now", NOW, "--baseline", "known.json").out.splitlines()
    assert text[0] == "known.json ignores 2 findings (cert-expired)"
    outside = known.path.parent / "elsewhere.json"
    outside.write_bytes((known.path / "known.json").read_bytes())
    assert len(known.run("check", "--now", NOW, "--baseline", str(outside)).out.splitlines()) == 1


def test_sarif_tells_what_is_unchanged_and_what_is_new(known: Workspace) -> None:
    known.write("certs/c.pem", EXPIRED)
    arguments = ("--now", NOW, "--baseline", "known.json", "--output-format", "sarif")
    (run,) = json.loads(known.run("check", *arguments).out)["runs"]
    assert [each.get("baselineState") for each in run["results"]] == [None]
    (run,) = json.loads(known.run("check", *arguments, "--show-suppressed").out)["runs"]
    states = [(each["baselineState"], "suppressions" in each) for each in run["results"]]
    assert states == [("unchanged", True), ("unchanged", True), ("new", False)]
    assert run["properties"]["baseline"]["known"] == 2


@pytest.mark.parametrize("kind", ["json", "sarif"])
def test_shards_know_it_too(known: Workspace, kind: str) -> None:
    known.write("more/c.pem", EXPIRED)
    known.write("certs/a.pem", GOOD)
    arguments = ("--baseline", "known.json", "--output-format", kind, "certs", "more")
    alone = known.check(*arguments)
    for number in (1, 2):
        known.check(f"--shard={number}/2", f"--output-file={number}", *arguments)
    assert known.run("merge", "1", "2") == alone._replace(err="")


def test_what_can_be_mended_is_mended_before_it_is_written_down(workspace: Workspace) -> None:
    workspace.write("a.pem", EXPIRED.rstrip(b"\n") + GOOD)
    workspace.check("--fix", "--write-baseline", "known.json")
    assert "pem-glued-boundaries" not in {each["rule"] for each in entries(workspace)}
    assert workspace.check("--baseline", "known.json").found == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file or directory"),
        (b"{", "is no JSON"),
        (b"\xff", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b"[]", "is no baseline, as 'pemlint check --write-baseline' writes it"),
        (b'{"version": "2", "findings": []}', "is a baseline of another version of pemlint; write it anew"),
        (b'{"version": "1", "findings": [{}]}', "its 1. finding has no path, rule and fingerprint"),
        (b'{"version": "1", "findings": [1]}', "its 1. finding has no path, rule and fingerprint"),
        (b'{"version": "1", "findings": [{"path": "", "rule": "", "fingerprint": "x"}]}', "its 1. finding has no"),
        (b" " * ((16 << 20) + 1), "is larger than 16 MiB"),
    ],
)
def test_a_broken_one_is_told_in_one_line(workspace: Workspace, content: bytes | None, said: str) -> None:
    workspace.write("a.pem", GOOD)
    if content is not None:
        workspace.write("known.json", content)
    outcome = workspace.check("--baseline", "known.json")
    assert (outcome.status, outcome.out) == (2, "")
    assert one_line(outcome.err).startswith("--baseline known.json: ")
    assert said in outcome.err


def test_nothing_is_written_where_that_would_do_harm(workspace: Workspace) -> None:
    workspace.write("a.pem", EXPIRED)
    assert "is read, and a report would take its place" in workspace.check("--write-baseline", "a.pem").err
    assert "not allowed with --shard" in workspace.check("--write-baseline", "b.json", "--shard", "1/2").err
    assert workspace.check("--write-baseline", "b.json", "absent.pem", "a.pem").status == 2
    assert not (workspace.path / "b.json").exists()
    for path in ("absent/b.json", "/dev/full"):
        outcome = workspace.run("check", "--now", NOW, "--write-baseline", path)
        assert outcome.status == 2
        assert one_line(outcome.err).startswith(f"{path}: cannot be written: ")
    assert (workspace.path / "a.pem").read_bytes() == EXPIRED
