"""What lies elsewhere in the tree explains a fault and excuses none: adding a file never turns red into green."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

ROOT, MIDDLE, LEAF = builder.root(), builder.intermediate(), builder.server()
UPPER = builder.intermediate(subject="Upper CA", path_length=None)
LOWER = builder.intermediate(subject="Lower CA", key="intermediate2", issuer=UPPER)
BELOW = builder.server(issuer=LOWER)


def judged(workspace: Workspace, *arguments: str) -> set[str]:
    """The errors and warnings of a run."""
    outcome = workspace.check(*arguments)
    return {f"{found.severity} {found.rule}" for found in (*outcome.of("error"), *outcome.of("warning"))}


@pytest.mark.parametrize(
    ("served", "elsewhere"),
    [
        ([LEAF, builder.intermediate(key="other")], [MIDDLE, ROOT]),
        ([LEAF, MIDDLE, builder.root(key="spare")], [ROOT]),
        ([LEAF, builder.intermediate(key="other")], [MIDDLE]),
    ],
)
def test_the_right_ca_in_another_file_does_not_make_the_wrong_one_right(
    workspace: Workspace, served: list[builder.Certificate], elsewhere: list[builder.Certificate]
) -> None:
    workspace.write("site.pem", b"".join(one.pem for one in served))
    for number, one in enumerate(elsewhere):
        workspace.write(f"ca/{number}.pem", one.pem)
    assert judged(workspace) == {"error chain-signature-invalid"}


@pytest.mark.parametrize(
    ("rule", "odd"),
    [
        ("chain-path-length-exceeded", {"path_length": 0}),
        ("chain-issuer-may-not-sign", {"key_usage": ("cRLSign",)}),
        ("chain-extended-key-usage-not-permitted", {"extended_key_usage": ("clientAuth",)}),
    ],
)
def test_a_root_in_the_chain_is_judged_with_it(workspace: Workspace, rule: str, odd: builder.Options) -> None:
    root = builder.root(**odd)
    upper = builder.intermediate(subject="Upper CA", issuer=root, path_length=None)
    lower = builder.intermediate(subject="Lower CA", key="intermediate2", issuer=upper)
    chain = (builder.server(issuer=lower), lower, upper, root)
    workspace.write("site.pem", b"".join(one.pem for one in chain))
    assert f"error {rule}" in judged(workspace)


def test_an_intermediate_that_another_file_holds_is_missing_all_the_same(workspace: Workspace) -> None:
    workspace.write("site.pem", BELOW.pem + LOWER.pem)
    workspace.write("ca/upper.pem", UPPER.pem)
    workspace.write("ca/root.pem", ROOT.pem)
    (found,) = workspace.check().of("warning")
    assert found.rule == "chain-issuer-missing"
    assert "it is in ca/upper.pem:1" in workspace.check().finding("chain-issuer-missing")["message"]
    assert judged(workspace, "--profile", "emqx-cloud") == {"error chain-issuer-missing"}
    workspace.write("site.pem", BELOW.pem + LOWER.pem + UPPER.pem)
    assert judged(workspace) == set()


def test_servers_take_the_first_key_of_a_file(workspace: Workspace) -> None:
    server = builder.self_signed().pem
    both = builder.private_pem("other") + builder.private_pem("server")
    for name, data in kit.bundle(server, roots=server, key=both).items():
        workspace.write(name, data)
    assert judged(workspace) == {"error key-does-not-match-certificate"}


@pytest.mark.parametrize("part", ["chain.pem", "roots.pem"])
def test_a_private_key_in_a_file_that_is_handed_out(workspace: Workspace, part: str) -> None:
    files = kit.bundle(LEAF.pem, MIDDLE.pem, roots=ROOT.pem)
    for name, data in files.items():
        more = builder.private_pem("intermediate" if name == "chain.pem" else "root") if name == part else b""
        workspace.write(name, data if isinstance(data, str) else data + more)
    assert judged(workspace) == {"error bundle-wrong-material"}
