"""``pemlint init``: which manifests it proposes, that they hold, and that it never overwrites anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tomli

from tests import builder
from tests.builder import keys
from tests.e2e.support import NOW

if TYPE_CHECKING:
    from typing import Any

    from tests.e2e.support import Outcome, Workspace

LEAF, MIDDLE, ROOT = builder.server(), builder.intermediate(), builder.root()
KEY = builder.private_pem("server")
ONE_WAY = {"server.crt": LEAF.pem, "chain.pem": MIDDLE.pem, "server.key": KEY}
CLIENT = builder.client(issuer=builder.client_ca())
TWO_WAY = {
    **ONE_WAY,
    "root.crt": ROOT.pem,
    "ca.crt": builder.client_ca().pem,
    "device.crt": CLIENT.pem,
    "device.key": builder.private_pem("client"),
}


def init(workspace: Workspace, *arguments: str) -> Outcome:
    return workspace.run("init", "--now", NOW, *arguments)


def manifest(workspace: Workspace, path: str) -> dict[str, Any]:
    return tomli.loads((workspace.path / path).read_text("utf-8"))["bundle"]  # type: ignore[no-any-return]


def under(folder: str, files: dict[str, bytes]) -> dict[str, bytes | str]:
    return {f"{folder}/{name}": data for name, data in files.items()}


def test_a_bundle_of_three_files(workspace: Workspace) -> None:
    workspace.write_all(under("certs", ONE_WAY))
    outcome = init(workspace)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == "wrote certs/server.bundle.toml, for certs/server.crt\n"
    assert manifest(workspace, "certs/server.bundle.toml") == {
        "name": "server",
        "certificate": "server.crt",
        "chain": "chain.pem",
        "private-key": "server.key",
        "hosts": ["server.example.com"],
    }
    assert workspace.check(".").of("error") == []
    assert init(workspace).err == "pemlint: no bundle without a manifest found (4 files read)\n"


def test_of_several_copies_the_one_with_its_number_is_named(workspace: Workspace) -> None:
    for number in (1, 2, 10):
        files = zip((f"cert{number}.pem", f"chain{number}.pem", f"privkey{number}.pem"), ONE_WAY.values(), strict=True)
        workspace.write_all(under("archive", dict(files)))
    assert init(workspace).status == 0
    for number in (1, 2, 10):
        found = manifest(workspace, f"archive/cert{number}.bundle.toml")
        assert (found["chain"], found["private-key"]) == (f"chain{number}.pem", f"privkey{number}.pem")


def test_both_ways_with_clients_and_roots(workspace: Workspace) -> None:
    workspace.write_all(under("certs", TWO_WAY))
    init(workspace, "--profile", "emqx-cloud")
    found = manifest(workspace, "certs/server.bundle.toml")
    assert (found["authentication"], found["client-ca"], found["roots"]) == ("two-way", "ca.crt", "root.crt")
    assert found["client"] == [{"certificate": "device.crt", "private-key": "device.key"}]
    assert found["profile"] == "emqx-cloud"
    assert workspace.check(".").status == 0


def test_what_is_shown_is_what_is_written(workspace: Workspace) -> None:
    workspace.write_all(under("a", ONE_WAY) | under("b", TWO_WAY))
    before = sorted(workspace.path.rglob("*"))
    shown = init(workspace, "--diff")
    assert (shown.status, sorted(workspace.path.rglob("*"))) == (0, before)
    init(workspace)
    for folder in "ab":
        text = (workspace.path / folder / "server.bundle.toml").read_text("utf-8")
        added = "".join(f"+{line}\n" for line in text.splitlines())
        assert (
            f"--- /dev/null\n+++ {folder}/server.bundle.toml\n@@ -0,0 +1,{text.count(chr(10))} @@\n{added}" in shown.out
        )


def test_nothing_is_overwritten(workspace: Workspace) -> None:
    workspace.write_all(under("certs", ONE_WAY))
    own = workspace.write("certs/server.bundle.toml", "# mine\n[bundle]\n")
    outcome = init(workspace)
    assert own.read_text() == "# mine\n[bundle]\n"
    assert outcome.out == "wrote certs/server.crt.bundle.toml, for certs/server.crt\n"
    assert manifest(workspace, "certs/server.crt.bundle.toml")["chain"] == "chain.pem"


def test_a_key_that_is_elsewhere_is_pinned(workspace: Workspace) -> None:
    workspace.write_all({"a.crt": builder.self_signed().pem})
    init(workspace)
    from hashlib import sha256

    pinned = sha256(keys.spki("server")).hexdigest()
    assert manifest(workspace, "a.bundle.toml")["private-key"] == {"spki-sha256": pinned}
    assert workspace.check(".").of("error") == []


@pytest.mark.parametrize("repository", [False, True])
def test_a_manifest_leaves_its_folder_only_in_a_repository(workspace: Workspace, repository: bool) -> None:
    workspace.write_all({"certs/a.crt": builder.self_signed().pem, "keys/a.key": KEY})
    if repository:
        workspace.git("init", "--quiet")
    init(workspace)
    assert (manifest(workspace, "certs/a.bundle.toml")["private-key"] == "../keys/a.key") == repository
    assert workspace.check(".").of("error") == []


def test_no_manifest_that_would_be_an_error(workspace: Workspace) -> None:
    workspace.write_all(under("certs", {"server.crt": LEAF.pem, "server.key": KEY}))
    outcome = init(workspace)
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err.startswith("pemlint: no manifest for certs/server.crt: chain-missing, ")
    assert not (workspace.path / "certs" / "server.bundle.toml").exists()


def test_what_is_declared_and_what_is_no_server_is_left_alone(workspace: Workspace) -> None:
    workspace.write_all(under("certs", ONE_WAY))
    init(workspace)
    workspace.write_all({"client.crt": CLIENT.pem, "roots.pem": ROOT.pem + builder.client_ca().pem, "a.txt": "x"})
    assert init(workspace).out == ""


def test_odd_names_are_written_and_read_again(workspace: Workspace) -> None:
    name = 'a "b" \\ é.crt'
    workspace.write_all({name: builder.self_signed().pem})
    outcome = init(workspace)
    assert outcome.status == 0
    (path,) = workspace.path.glob("*.bundle.toml")
    assert manifest(workspace, path.name)["certificate"] == name
    assert workspace.check(".").of("error") == []


def test_refusals(workspace: Workspace) -> None:
    assert init(workspace, "-").status == 2
    assert init(workspace, "--profile", "no-such").status == 2
    assert init(workspace, "missing.crt").status == 2


def test_a_folder_that_cannot_be_written(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    workspace.write_all(under("certs", ONE_WAY))

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    outcome = init(workspace)
    monkeypatch.undo()
    assert outcome.status == 2
    assert sorted(path.name for path in (workspace.path / "certs").iterdir()) == sorted(ONE_WAY)
