"""The nearest configuration holds for a file, as far up as the root of the repository."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests import builder
from tests.e2e.support import NOW, one_line

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

EXPIRED = builder.self_signed(not_after=builder.NOW - timedelta(days=1)).pem
NOTE = "[rules]\ncert-expired = 'note'\n"
WARNING = "[rules]\ncert-expired = 'warning'\n"


@pytest.fixture
def tree(workspace: Workspace) -> Workspace:
    for path in ("a.crt", "one/a.crt", "one/deep/a.crt", "two/a.crt"):
        workspace.write(path, EXPIRED)
    workspace.git("init", "--quiet")
    return workspace


def grades(tree: Workspace, *arguments: str) -> dict[str, str]:
    return {each.path: each.severity for each in tree.check(*arguments).found if each.rule == "cert-expired"}


def test_each_file_has_its_own(tree: Workspace) -> None:
    tree.write("pemlint.toml", NOTE)
    tree.write("one/pyproject.toml", "[tool.pemlint.rules]\ncert-expired = 'warning'\n")
    tree.write("one/deep/pyproject.toml", "[project]\nname = 'another'\n")
    tree.write("two/.pemlint.toml", "")
    expected = {"a.crt": "note", "one/a.crt": "warning", "one/deep/a.crt": "warning", "two/a.crt": "error"}
    assert grades(tree) == expected
    assert grades(tree, *expected) == expected
    assert {grades(tree, path)[path] for path in expected} == set(expected.values())


def test_nothing_beyond_the_repository(tree: Workspace) -> None:
    tree.write("../pemlint.toml", NOTE)
    try:
        assert set(grades(tree).values()) == {"error"}
    finally:
        (tree.path.parent / "pemlint.toml").unlink()


def test_that_of_the_working_directory_holds_where_there_is_none(
    tree: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.write("one/pemlint.toml", NOTE)
    assert grades(tree)["two/a.crt"] == "error"
    monkeypatch.chdir(tree.path / "one")
    assert grades(tree, "../two") == {"../two/a.crt": "note"}


@pytest.mark.parametrize(("option", "grade"), [("--isolated", "error"), ("--config=mine.toml", "warning")])
def test_one_for_all_if_the_user_says_so(tree: Workspace, option: str, grade: str) -> None:
    tree.write("pemlint.toml", NOTE)
    tree.write("one/pemlint.toml", NOTE)
    tree.write("mine.toml", WARNING)
    assert set(grades(tree, option).values()) == {grade}


def test_patterns_are_relative_to_the_folder_of_the_configuration(tree: Workspace) -> None:
    tree.write("one/pemlint.toml", "[[override]]\npaths = ['deep/*.crt']\nrules = { cert-expired = 'note' }\n")
    assert grades(tree)["one/deep/a.crt"] == "note"
    tree.write("one/pemlint.toml", "[[ignore]]\npaths = '/a.crt'\nreason = 'known'\n")
    assert grades(tree).keys() == {"a.crt", "one/deep/a.crt", "two/a.crt"}
    tree.write("one/pemlint.toml", "exclude = ['deep']\n")
    assert grades(tree).keys() == {"a.crt", "one/a.crt", "two/a.crt"}
    assert tree.check().report["overrides"]["left-out"] == [{"path": "one/pemlint.toml", "count": 1}]


def test_what_an_outer_one_leaves_out_stays_left_out(tree: Workspace) -> None:
    tree.write("pemlint.toml", "exclude = ['one/**', 'two']\n")
    tree.write("one/pemlint.toml", "exclude = ['deep']\n")
    assert grades(tree) == {"a.crt": "error"}
    assert grades(tree, "one/a.crt") == {"one/a.crt": "error"}
    assert grades(tree, "one/a.crt", "--force-exclude") == {}


def test_it_may_extend_an_outer_one(tree: Workspace) -> None:
    tree.write("pemlint.toml", NOTE)
    tree.write("one/pemlint.toml", "extends = '../pemlint.toml'\n")
    assert grades(tree)["one/a.crt"] == "note"


def test_a_manifest_is_judged_by_that_of_its_own_folder(tree: Workspace) -> None:
    tree.write("one/pemlint.toml", NOTE)
    manifest = "[bundle]\ncertificate = '../two/a.crt'\nprivate-key = { spki-sha256 = '" + "0" * 64 + "' }\n"
    tree.write("one/x.bundle.toml", manifest)
    assert grades(tree)["two/a.crt"] == "note"


def test_bundles_of_a_nested_one(tree: Workspace) -> None:
    tree.write("one/pemlint.toml", "[[bundle]]\ncertificate = 'a.crt'\nprivate-key = 'a.key'\n")
    for arguments in ((".",), ("one",)):
        missing = [each for each in tree.check(*arguments).found if each.rule == "bundle-file-missing"]
        assert [each.path for each in missing] == ["one/pemlint.toml"]
    assert [each for each in tree.check("two").found if each.rule == "bundle-file-missing"] == []


def test_what_each_turns_off_is_told(tree: Workspace) -> None:
    tree.write("pemlint.toml", NOTE)
    tree.write("two/pemlint.toml", "[rules]\ncert-expired = 'off'\n")
    lines = tree.run("check", "--now", NOW, "--output-format", "concise").out.splitlines()
    assert [line for line in lines if "cert-expired" in line and ": note" not in line] == [
        "pemlint.toml lowers cert-expired to note",
        "two/pemlint.toml turns off cert-expired",
    ]


def test_that_of_another_repository_holds_there_and_is_told(tree: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.write("ci/own.toml", NOTE)
    tree.write("pemlint.toml", "profile = 'ci/own.toml'\n")
    other = tree.path.parent / "other"
    other.mkdir()
    monkeypatch.chdir(other)
    path = str(tree.path / "a.crt")
    assert grades(tree, path) == {path: "note"}
    (told,) = tree.check(path).report["overrides"]["rules"]
    assert (told["rule"], told["severity"], told["path"]) == ("cert-expired", "note", "../project/pemlint.toml")
    tree.write("pemlint.toml", f"profile = '{other}/own.toml'\n")
    (other / "own.toml").write_text(NOTE)
    assert "it lies outside the repository" in one_line(tree.check(path).err)


@pytest.mark.parametrize(("text", "said"), [("rule = 1\n", "unknown key 'rule'"), ("profile = 'x'\n", "unknown prof")])
def test_a_broken_one_anywhere_ends_the_run(tree: Workspace, text: str, said: str) -> None:
    tree.write("two/pemlint.toml", text)
    outcome = tree.check()
    assert outcome.status == 2
    assert said in one_line(outcome.err)
    assert tree.check("one").status == 1


def test_one_that_leads_out_of_the_repository_ends_the_run(tree: Workspace) -> None:
    (tree.path / "two/pemlint.toml").symlink_to("/etc/hostname")
    assert "leads out of the repository" in one_line(tree.check().err)


def test_in_shards_and_processes(tree: Workspace) -> None:
    tree.write("pemlint.toml", NOTE)
    tree.write("one/pemlint.toml", WARNING)
    alone = tree.check()
    assert tree.check("--jobs", "2") == alone
    for number in (1, 2):
        tree.check(f"--shard={number}/2", f"--output-file={number}.json")
    assert tree.run("merge", "1.json", "2.json") == alone


def test_each_folder_is_looked_into_once(tree: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    lexists = os.path.lexists

    def count(path: str) -> bool:
        looked.append(path)
        return lexists(path)

    for number in range(20):
        tree.write(f"one/{number}.crt", EXPIRED)
    monkeypatch.setattr(os.path, "lexists", count)
    tree.check()
    asked = [path for path in looked if path.endswith("/pemlint.toml")]
    assert len(asked) == len(set(asked)) == 4
