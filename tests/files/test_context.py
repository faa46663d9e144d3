"""What is read besides the targets: siblings, manifests, and the files that they declare."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pemlint.files import SIBLING_LIMIT, collect
from pemlint.files.declared import locate
from tests.files.workspace import BLOCK, Leaving, Workspace, context, source, targets, unread

if TYPE_CHECKING:
    from pathlib import Path

    from pemlint.files import Inputs


def manifests(inputs: Inputs) -> list[tuple[str, bool]]:
    return [(manifest.repo_path, manifest.target) for manifest in inputs.manifests]


def test_tls_siblings_are_context(workspace: Workspace) -> None:
    for name in ("certs/a.pem", "certs/b.key", "certs/c.yaml", "certs/deeper/d.pem", "e.pem"):
        workspace.write(name)
    inputs = workspace.collect("certs/a.pem")
    assert (targets(inputs), context(inputs)) == (["certs/a.pem"], ["certs/b.key"])
    assert workspace.collect("certs/c.yaml", "certs/b.key").files == 3


def test_a_file_without_tls_material_has_no_siblings(workspace: Workspace) -> None:
    workspace.write("README", b"hello")
    workspace.write("a.pem")
    inputs = workspace.collect("README")
    assert (inputs.sources, inputs.files) == ((), 1)


def test_siblings_are_limited(workspace: Workspace) -> None:
    for index in range(SIBLING_LIMIT + 5):
        workspace.write(f"{index:04}.pem", b"")
    workspace.write("target.pem")
    inputs = workspace.collect("target.pem")
    assert context(inputs) == [f"{index:04}.pem" for index in range(SIBLING_LIMIT)]


def test_excluded_siblings_and_links_that_lead_out_are_no_context(workspace: Workspace, tmp_path: Path) -> None:
    workspace.write("a.pem")
    workspace.write("old.pem")
    workspace.write("inner/b.pem")
    workspace.link("in.pem", "inner/b.pem")
    workspace.link("out.pem", Workspace(tmp_path).write("elsewhere/c.pem"))
    workspace.link("folder.pem", "inner")
    inputs = workspace.collect("a.pem", exclude=("old.pem",))
    assert (context(inputs), inputs.excluded) == (["inner/b.pem"], 0)


def test_a_manifest_as_target_makes_targets_of_what_it_declares(workspace: Workspace) -> None:
    workspace.write("pemlint.toml", b"")
    workspace.write("keys/a.txt", b"not PEM at all")
    workspace.write("certs/b.pem")
    workspace.write("certs/sibling.pem")
    workspace.manifest("certs/x.bundle.toml", "../keys/a.txt", "b.pem", "./b.pem", "missing.pem")
    inputs = workspace.collect("certs/x.bundle.toml")
    assert targets(inputs) == ["certs/b.pem", "certs/x.bundle.toml", "keys/a.txt"]
    assert context(inputs) == ["certs/sibling.pem"]
    assert source(inputs, "keys/a.txt").tls
    assert not source(inputs, "certs/x.bundle.toml").tls
    assert manifests(inputs) == [("certs/x.bundle.toml", True)]
    at = "certs/x.bundle.toml"
    assert inputs.resolved == {
        (at, "../keys/a.txt"): "keys/a.txt",
        (at, "b.pem"): "certs/b.pem",
        (at, "./b.pem"): "certs/b.pem",
    }
    assert inputs.absent == {(at, "missing.pem"): ("missing", "")}
    assert (inputs.faults, inputs.unread) == ((), ())


def test_manifests_in_a_scanned_folder_are_targets(workspace: Workspace) -> None:
    workspace.write("certs/a.pem")
    workspace.write("pemlint.toml", b"")
    workspace.write("other/b.txt", b"hello")
    workspace.manifest("certs/x.bundle.toml", "a.pem", "../other/b.txt")
    inputs = workspace.collect("certs")
    assert targets(inputs) == ["certs/a.pem", "certs/x.bundle.toml", "other/b.txt"]
    assert manifests(inputs) == [("certs/x.bundle.toml", True)]


def test_a_manifest_in_the_same_folder_that_mentions_a_target_is_context(workspace: Workspace) -> None:
    workspace.write("certs/a.pem")
    workspace.write("pemlint.toml", b"")
    workspace.write("keys/b.txt", b"hello")
    workspace.manifest("certs/x.bundle.toml", "a.pem", "../keys/b.txt")
    workspace.manifest("certs/unrelated.bundle.toml", "c.pem")
    inputs = workspace.collect("certs/a.pem")
    assert targets(inputs) == ["certs/a.pem"]
    assert context(inputs) == ["certs/x.bundle.toml", "keys/b.txt"]
    assert manifests(inputs) == [("certs/x.bundle.toml", False)]
    assert source(inputs, "keys/b.txt").tls
    assert inputs.files == 3


def test_a_manifest_above_that_mentions_a_target(workspace: Workspace) -> None:
    workspace.write("pemlint.toml", b"")
    workspace.write("deep/certs/a.pem")
    workspace.manifest("x.bundle.toml", "deep/certs/a.pem", "../up.pem")
    for argument in ("deep/certs/a.pem", "deep/certs", "deep"):
        inputs = workspace.collect(argument)
        assert manifests(inputs) == [("x.bundle.toml", False)]
        assert inputs.absent == {("x.bundle.toml", "../up.pem"): ("outside", "")}


def test_in_a_repository_a_manifest_anywhere_that_mentions_a_target(repository: Workspace) -> None:
    repository.write("certs/a.pem")
    repository.manifest("deploy/prod/x.bundle.toml", "../../certs/a.pem", "b.pem")
    repository.write("deploy/prod/b.pem")
    repository.write(".gitignore", b"ignored/\n")
    repository.manifest("ignored/y.bundle.toml", "../certs/a.pem")
    repository.manifest("old/z.bundle.toml", "../certs/a.pem")
    for argument in ("certs/a.pem", "certs"):
        inputs = repository.collect(argument, exclude=("old",))
        assert manifests(inputs) == [("deploy/prod/x.bundle.toml", False)]
        assert targets(inputs) == ["certs/a.pem"]
        assert context(inputs) == ["deploy/prod/b.pem", "deploy/prod/x.bundle.toml"]
        assert inputs.excluded == 0


def test_manifests_elsewhere_are_not_looked_for_outside_of_git(plain: Workspace) -> None:
    plain.write("certs/a.pem")
    plain.write("pemlint.toml", b"")
    plain.manifest("deploy/x.bundle.toml", "../certs/a.pem")
    assert manifests(plain.collect("certs/a.pem")) == []
    assert manifests(plain.collect(".")) == [("deploy/x.bundle.toml", True)]


def test_a_target_without_material_is_judged_when_a_manifest_declares_it(workspace: Workspace) -> None:
    workspace.write("cert.txt", b"wiped")
    workspace.manifest("x.bundle.toml", "cert.txt")
    inputs = workspace.collect("cert.txt")
    assert targets(inputs) == ["cert.txt"]
    assert source(inputs, "cert.txt").tls
    assert manifests(inputs) == [("x.bundle.toml", False)]


def test_what_a_target_manifest_declares_brings_its_other_manifests(workspace: Workspace) -> None:
    workspace.write("shared/ca.pem")
    workspace.write("pemlint.toml", b"")
    workspace.manifest("one/x.bundle.toml", "../shared/ca.pem")
    workspace.manifest("shared/y.bundle.toml", "ca.pem", "b.pem")
    workspace.write("shared/b.pem")
    inputs = workspace.collect("one/x.bundle.toml")
    assert targets(inputs) == ["one/x.bundle.toml", "shared/ca.pem"]
    assert manifests(inputs) == [("one/x.bundle.toml", True), ("shared/y.bundle.toml", False)]
    assert context(inputs) == ["shared/b.pem", "shared/y.bundle.toml"]


def test_a_manifest_on_standard_input(workspace: Workspace) -> None:
    workspace.write("certs/a.pem")
    workspace.manifest("certs/x.bundle.toml", "on-the-disk.pem")
    inputs = workspace.collect("-", stdin=b"a.pem\nb.pem", stdin_filename="certs/x.bundle.toml")
    assert manifests(inputs) == [("certs/x.bundle.toml", True)]
    assert inputs.resolved == {("certs/x.bundle.toml", "a.pem"): "certs/a.pem"}
    assert inputs.absent == {("certs/x.bundle.toml", "b.pem"): ("missing", "")}


def test_a_declared_file_on_standard_input(workspace: Workspace) -> None:
    workspace.manifest("x.bundle.toml", "a.pem", "new.pem")
    workspace.write("a.pem", b"")
    inputs = workspace.collect("-", stdin=BLOCK, stdin_filename="new.pem")
    assert inputs.resolved == {("x.bundle.toml", "a.pem"): "a.pem", ("x.bundle.toml", "new.pem"): "new.pem"}
    assert source(inputs, "new.pem").data == BLOCK


def test_why_a_declared_file_is_absent(workspace: Workspace, tmp_path: Path) -> None:
    workspace.write("pemlint.toml", b"")
    workspace.write("certs/folder/x")
    outer = Workspace(tmp_path).write("elsewhere/a.pem")
    workspace.link("certs/out.pem", outer)
    workspace.link("certs/gone", os.path.dirname(outer))
    workspace.link("certs/loop.pem", "loop.pem")
    workspace.link("certs/dangling.pem", "nowhere")
    os.mkfifo(workspace.at("certs/pipe.pem"))
    os.truncate(workspace.write("certs/huge.pem"), 1 << 40)
    expected = {
        "missing.pem": "missing",
        "dangling.pem": "missing",
        "folder/x/y.pem": "missing",
        "a\0b.pem": "missing",
        "x" * 5000: "missing",
        "folder": "directory",
        ".": "directory",
        "..": "directory",
        "loop.pem": "unreadable",
        "pipe.pem": "special",
        "huge.pem": "too-large",
        outer: "outside",
        "/etc/ssl/cert.pem": "outside",
        "C:\\keys\\a.pem": "outside",
        "c:/keys/a.pem": "outside",
        "\\\\server\\a.pem": "outside",
        "out.pem": "outside",
        "gone/a.pem": "outside",
        "../..": "outside",
        "../../elsewhere/a.pem": "outside",
        f"../../{workspace.path.name}/certs/folder/x": "outside",
        "folder/../../../a.pem": "outside",
    }
    workspace.manifest("certs/x.bundle.toml", *expected)
    inputs = workspace.collect("certs/x.bundle.toml")
    assert inputs.absent == {("certs/x.bundle.toml", path): (reason, "") for path, reason in expected.items()}
    assert (inputs.resolved, inputs.faults, inputs.unread) == ({}, (), ())


def test_a_declared_file_that_may_not_be_read(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.write("a.pem")
    workspace.manifest("x.bundle.toml", "a.pem")
    real_open = os.open

    def refusing(name: str, *rest: int, **more: int) -> int:
        if name == "a.pem":
            raise PermissionError(13, "Permission denied", name)
        return real_open(name, *rest, **more)

    monkeypatch.setattr(os, "open", refusing)
    inputs = workspace.collect("x.bundle.toml")
    assert inputs.absent == {("x.bundle.toml", "a.pem"): ("unreadable", "")}
    assert inputs.faults == ()
    named = workspace.collect("x.bundle.toml", "a.pem")
    assert [fault.path for fault in named.faults] == ["a.pem"]


def test_declared_names_with_spaces_and_other_scripts(workspace: Workspace) -> None:
    names = ["a b.pem", "ключ.pem", "quote'\".pem", "--config=x.pem", ":(top)x.pem"]
    for name in names:
        workspace.write(name)
    workspace.manifest("x.bundle.toml", *names)
    inputs = workspace.collect("x.bundle.toml")
    assert inputs.resolved == {("x.bundle.toml", name): name for name in names}


def test_a_declared_link_inside_the_root_is_followed(workspace: Workspace) -> None:
    workspace.write("real/a.txt")
    workspace.link("certs/a.pem", "../real/a.txt")
    workspace.manifest("certs/x.bundle.toml", "a.pem")
    workspace.write("pemlint.toml", b"")
    inputs = workspace.collect("certs/x.bundle.toml")
    assert inputs.resolved == {("certs/x.bundle.toml", "a.pem"): "real/a.txt"}


def test_excluded_files_that_a_manifest_declares_are_context(workspace: Workspace) -> None:
    workspace.write("old/a.pem")
    workspace.manifest("x.bundle.toml", "old/a.pem")
    inputs = workspace.collect("x.bundle.toml", exclude=("old",))
    assert (targets(inputs), context(inputs)) == (["x.bundle.toml"], ["old/a.pem"])


def test_outside_of_git_and_without_a_configuration_a_manifest_keeps_to_its_folder(plain: Workspace) -> None:
    plain.write("a.pem")
    plain.write("certs/b.pem")
    plain.manifest("certs/x.bundle.toml", "../a.pem", "b.pem")
    inputs = plain.collect("certs/x.bundle.toml")
    assert inputs.absent == {("certs/x.bundle.toml", "../a.pem"): ("outside", "")}
    plain.write("pemlint.toml", b"")
    inputs = plain.collect("certs/x.bundle.toml")
    assert inputs.resolved["certs/x.bundle.toml", "../a.pem"] == "a.pem"


def test_a_manifest_outside_of_the_root_keeps_to_its_own_repository_or_folder(
    repository: Workspace, tmp_path: Path
) -> None:
    other = Workspace(tmp_path / "other")
    path = other.write("a.pem")
    manifest = other.manifest("certs/x.bundle.toml", "../a.pem", "b.pem")
    assert repository.collect(manifest).absent[manifest, "../a.pem"].reason == "outside"
    other.init()
    inputs = repository.collect(manifest)
    assert inputs.resolved[manifest, "../a.pem"] == path
    assert inputs.absent[manifest, "b.pem"].reason == "missing"


def test_bundles_of_the_configuration(workspace: Workspace) -> None:
    workspace.write("pemlint.toml", b"# bundles")
    workspace.write("certs/a.txt", b"hello")
    workspace.write("certs/b.pem")
    tables = {"pemlint.toml": ("certs/a.txt", "certs/b.pem", "certs/c.pem", "../d.pem")}
    inputs = workspace.collect("certs/b.pem", tables=tables)
    assert (targets(inputs), context(inputs)) == (["certs/b.pem"], ["certs/a.txt", "pemlint.toml"])
    assert inputs.manifests == ()
    assert source(inputs, "pemlint.toml").data == b"# bundles"
    assert inputs.resolved == {
        ("pemlint.toml", "certs/a.txt"): "certs/a.txt",
        ("pemlint.toml", "certs/b.pem"): "certs/b.pem",
    }
    assert inputs.absent == {
        ("pemlint.toml", "certs/c.pem"): ("missing", ""),
        ("pemlint.toml", "../d.pem"): ("outside", ""),
    }
    for argument in (".", "pemlint.toml"):
        judged = workspace.collect(argument, tables=tables)
        assert targets(judged) == ["certs/a.txt", "certs/b.pem", "pemlint.toml"]


def test_the_configuration_marks_a_project_by_any_name(plain: Workspace) -> None:
    plain.write("config/mine.toml", b"")
    plain.write("a.pem")
    inputs = plain.collect("a.pem", tables={"config/mine.toml": ("../a.pem",)})
    assert inputs.resolved == {("config/mine.toml", "../a.pem"): "a.pem"}


def test_a_configuration_that_is_not_there(workspace: Workspace) -> None:
    inputs = workspace.collect(tables={"pemlint.toml": ("a.pem",)})
    assert inputs.sources == ()
    assert inputs.absent == {("pemlint.toml", "a.pem"): ("missing", "")}


def test_real_manifests_are_parsed(workspace: Workspace) -> None:
    workspace.write("server.txt", b"hello")
    text = b'[bundle]\ncertificate = "server.txt"\nprivate-key = "missing.key"\n'
    workspace.write("x.bundle.toml", text)
    workspace.write("broken.bundle.toml", b"[bundle\n")
    inputs = collect(["."], cwd=str(workspace.path), root=str(workspace.path), exclude=Leaving(), force_exclude=False)
    assert inputs.resolved == {("x.bundle.toml", "server.txt"): "server.txt"}
    assert inputs.absent == {("x.bundle.toml", "missing.key"): ("missing", "")}
    assert manifests(inputs) == [("broken.bundle.toml", True), ("x.bundle.toml", True)]


@pytest.mark.parametrize(
    ("declared", "folder", "expected"),
    [
        ("a.pem", "/r", "/r/a.pem"),
        ("./x//a.pem", "/r/b", "/r/b/x/a.pem"),
        ("../a.pem", "/r/b", "/r/a.pem"),
        ("../../r/a.pem", "/r/b", "outside"),
        ("x/../../a.pem", "/r", "outside"),
        ("/r/a.pem", "/r", "outside"),
    ],
)
def test_a_declared_path_stays_within_its_boundary(declared: str, folder: str, expected: str) -> None:
    found = locate(declared, folder, "/r")
    assert (found if isinstance(found, str) else found.reason) == expected


def test_a_manifest_that_cannot_be_read(workspace: Workspace) -> None:
    workspace.write("a.pem")
    os.truncate(workspace.manifest("x.bundle.toml", "a.pem"), 1 << 40)
    assert [fault.path for fault in workspace.collect("x.bundle.toml").faults] == ["x.bundle.toml"]
    assert unread(workspace.collect(".")) == [("x.bundle.toml", "too-large")]
    beside = workspace.collect("a.pem")
    assert (targets(beside), beside.manifests, beside.faults, beside.unread) == (["a.pem"], (), (), ())
