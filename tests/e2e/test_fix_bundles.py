"""Fixes of several files at once: a manifest, a certificate file and a chain that belong together."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from pemlint.cli import main
from tests import builder
from tests.e2e.support import NOW
from tests.files.interrupted import die, die_after_half, interrupt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.support import Workspace

LEAF, MIDDLE, ROOT = builder.server(), builder.intermediate(), builder.root()
KEY = builder.private_pem("server")
MANIFEST = """\
[bundle]
name        = "a"
profile     = "{profile}"
certificate = "certs/server.crt"  # bought
{chain}private-key = "server.key"
roots       = "root.pem"
hosts       = ["server.example.com"]
"""
CHAIN = 'chain       = "certs/server-chain.pem"\n'


def bundle(profile: str = "emqx-cloud", chain: str = "", **files: bytes) -> dict[str, bytes | str]:
    contents: dict[str, bytes | str] = {"a.bundle.toml": MANIFEST.format(profile=profile, chain=chain)}
    contents |= {"certs/server.crt": LEAF.pem, "server.key": KEY, "root.pem": ROOT.pem}
    return contents | {name.replace("_", "/", 1) + ".pem": data for name, data in files.items()}


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_file_with_everything_becomes_certificate_and_chain(workspace: Workspace) -> None:
    workspace.write_all(bundle() | {"certs/server.crt": LEAF.pem + MIDDLE.annotated + ROOT.annotated})
    before = contents(workspace.path)
    shown = workspace.run("check", "--now", NOW, "--diff", "--unsafe-fixes", ".")
    assert (shown.status, contents(workspace.path)) == (1, before)
    assert "--- /dev/null\n+++ certs/server-chain.pem\n@@ -0,0 +1," in shown.out
    assert f"+{CHAIN}" in shown.out
    assert workspace.check("--fix", ".").status == 1
    assert contents(workspace.path) == before
    fixed = workspace.check("--unsafe-fixes", ".")
    assert (fixed.status, fixed.found, fixed.err) == (0, [], "pemlint: Fixed 1 finding in 3 files\n")
    after = contents(workspace.path)
    assert after["certs/server.crt"] == LEAF.pem
    assert after["certs/server-chain.pem"] == MIDDLE.annotated + ROOT.annotated
    assert after["a.bundle.toml"].decode() == MANIFEST.format(profile="emqx-cloud", chain=CHAIN)
    assert {name: after[name] for name in ("server.key", "root.pem")} == {"server.key": KEY, "root.pem": ROOT.pem}


def test_a_new_file_takes_the_place_of_none(workspace: Workspace) -> None:
    workspace.write_all(bundle() | {"certs/server.crt": LEAF.pem + MIDDLE.pem})
    workspace.write("certs/server-chain.pem", "something else\n")
    before = contents(workspace.path)
    outcome = workspace.check("--unsafe-fixes", "a.bundle.toml")
    assert outcome.status == 2
    assert "certs/server-chain.pem: cannot be written: is there already" in outcome.err
    assert contents(workspace.path) == before


@pytest.mark.parametrize(
    ("profile", "server", "chain", "expected"),
    [
        ("emqx-cloud", LEAF.pem + MIDDLE.pem, ROOT.pem, (LEAF.pem, MIDDLE.pem + ROOT.pem)),
        ("emqx-cloud", LEAF.pem + MIDDLE.pem, MIDDLE.pem + ROOT.pem, (LEAF.pem, MIDDLE.pem + ROOT.pem)),
        ("emqx-cloud", LEAF.pem, LEAF.pem + MIDDLE.annotated, (LEAF.pem, MIDDLE.annotated)),
        ("cert-manager", LEAF.pem, MIDDLE.pem + ROOT.annotated, (LEAF.pem, MIDDLE.pem)),
        ("azure-app-service", LEAF.pem, MIDDLE.pem, (LEAF.pem, MIDDLE.pem + ROOT.pem)),
    ],
)
def test_what_the_profile_wants_in_the_chain(
    workspace: Workspace, profile: str, server: bytes, chain: bytes, expected: tuple[bytes, bytes]
) -> None:
    workspace.write_all(bundle(profile, CHAIN) | {"certs/server.crt": server, "certs/server-chain.pem": chain})
    workspace.check("--unsafe-fixes", ".")
    after = contents(workspace.path)
    assert (after["certs/server.crt"], after["certs/server-chain.pem"]) == expected


def test_an_intermediate_of_the_tree_is_added(workspace: Workspace) -> None:
    other = builder.intermediate(subject="Example Other CA", key="intermediate2")
    workspace.write_all(
        bundle("default", CHAIN) | {"certs/server-chain.pem": other.pem, "extra/r.pem": MIDDLE.annotated}
    )
    assert workspace.check(".").finding("chain-issuer-missing")["fix"]["applicability"] == "unsafe"
    assert "chain-issuer-missing" not in {each.rule for each in workspace.check("--unsafe-fixes", ".").found}
    assert contents(workspace.path)["certs/server-chain.pem"] == MIDDLE.pem + other.pem


def test_a_chain_of_the_tree_is_declared(workspace: Workspace) -> None:
    workspace.write_all(bundle() | {"certs/server-chain.pem": MIDDLE.pem})
    assert workspace.check("--unsafe-fixes", ".").found == []
    assert contents(workspace.path)["a.bundle.toml"].decode() == MANIFEST.format(profile="emqx-cloud", chain=CHAIN)


def test_a_block_that_the_platform_does_not_take(workspace: Workspace) -> None:
    from tests.builder import der

    parameters = builder.block("EC PARAMETERS", der.oid("1.2.840.10045.3.1.7"))
    key = builder.private_pem("p256", form="traditional")
    path = workspace.write("a.key", parameters + key)
    workspace.write("a.crt", builder.self_signed(key="p256").pem)
    rule = "pem-block-not-allowed"
    workspace.write("pemlint.toml", f'[rules.{rule}]\nseverity = "error"\nforbid = ["EC PARAMETERS"]\n')
    assert rule in {each.rule for each in workspace.check("--fix", ".").found}
    assert rule not in {each.rule for each in workspace.check("--unsafe-fixes", ".").found}
    assert path.read_bytes() == key


@pytest.mark.parametrize("how", [die, die_after_half])
def test_interrupted_at_any_point_each_file_is_the_old_or_the_new_one(
    workspace: Workspace, how: Callable[..., None]
) -> None:
    files = bundle() | {"certs/server.crt": LEAF.pem + MIDDLE.annotated, "b.pem": LEAF.pem.rstrip() + MIDDLE.pem}
    arguments = ["check", "--now", NOW, "--jobs", "1", "--unsafe-fixes", "."]
    workspace.write_all(files)
    old = contents(workspace.path)
    assert main(arguments) == 0
    new = contents(workspace.path)
    assert new.keys() - old.keys() == {"certs/server-chain.pem"}
    calls = ("write",) if how is die_after_half else ("write", "link", "replace")
    seen = set()
    for at in range(1, 60):
        for name in contents(workspace.path):
            (workspace.path / name).unlink()
        workspace.write_all(old)
        if killed(arguments, at, how, calls) == 0:
            break
        now = {name: data for name, data in contents(workspace.path).items() if not name.endswith(".tmp")}
        for name, data in now.items():
            assert data in (old.get(name), new[name]), name
        changed = frozenset(name for name, data in now.items() if data != old.get(name))
        # what the manifest names is there whenever the manifest names it
        assert "a.bundle.toml" not in changed or "certs/server-chain.pem" in changed
        seen.add(changed)
    assert at > 4, "it was killed at every point"
    assert len(seen) > 2 or how is die_after_half


def killed(arguments: list[str], at: int, how: Callable[..., None], calls: tuple[str, ...]) -> int:
    """Run in a process that ends at the so many-th call; how it ended: 0 by itself."""
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        interrupt(at, how, calls)
        status = main(arguments)
        os._exit(status)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return signal.SIGKILL
    return os.WEXITSTATUS(status)
