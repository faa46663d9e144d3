"""A hook names the files of a commit; what stands beside them, and the manifests that name them, is context."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builder
from tests.e2e.defects import bundle
from tests.e2e.support import NOW
from tests.project import ROOT

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

EXPIRED = builder.server(not_after=builder.NOW - timedelta(days=1)).pem
REVERSED = builder.root().pem + builder.intermediate().pem


def test_a_chain_alone_knows_the_leaf_beside_it(workspace: Workspace) -> None:
    workspace.write("certs/server.crt", builder.server().pem)
    workspace.write("certs/chain.pem", REVERSED)
    assert workspace.found("certs/chain.pem") == ["certs/chain.pem:1: warning chain-out-of-order"]


def test_a_chain_alone_knows_its_manifest(workspace: Workspace) -> None:
    workspace.write_all({f"certs/{name}": data for name, data in (bundle.good() | {"chain.pem": REVERSED}).items()})
    assert workspace.found("certs/chain.pem") == ["certs/chain.pem:1: error chain-out-of-order"]


def test_a_leaf_alone_knows_what_its_chain_lacks(workspace: Workspace) -> None:
    good = bundle.good() | {"chain.pem": builder.root().pem}
    workspace.write_all({f"certs/{name}": data for name, data in good.items()})
    assert workspace.found("certs/server.crt") == ["certs/server.crt:1: error chain-issuer-missing"]


@pytest.mark.parametrize("target", ["server.crt", "server.key"])
def test_either_side_of_a_pair_is_enough(workspace: Workspace, target: str) -> None:
    workspace.write("server.crt", builder.server().pem)
    workspace.write("server.key", builder.private_pem("other"))
    assert workspace.found(target) == ["server.key:1: warning key-does-not-match-certificate"]


def test_what_is_only_context_is_not_judged_itself(workspace: Workspace) -> None:
    workspace.write("good.crt", builder.server().pem)
    workspace.write("expired.crt", EXPIRED)
    outcome = workspace.check("good.crt")
    assert (outcome.status, outcome.found) == (0, [])
    assert outcome.report["summary"]["certificates"] == 1


def test_other_parts_of_the_bundle_are_not_judged_themselves(workspace: Workspace) -> None:
    workspace.write_all({f"certs/{name}": data for name, data in (bundle.good() | {"server.crt": EXPIRED}).items()})
    assert workspace.found("certs/client-ca.crt") == []


@pytest.mark.parametrize("target", [".", "ops/mqtt.bundle.toml", "certs/chain.pem", "certs"])
def test_a_manifest_of_another_folder_is_found_in_a_repository(workspace: Workspace, target: str) -> None:
    workspace.git("init", "--quiet")
    good = bundle.good() | {"chain.pem": REVERSED}
    manifest = good.pop("mqtt.bundle.toml").decode()
    for name in good:
        manifest = manifest.replace(f'"{name}"', f'"../certs/{name}"')
    workspace.write_all({f"certs/{name}": data for name, data in good.items()})
    workspace.write("ops/mqtt.bundle.toml", manifest)
    assert workspace.found(target) == ["certs/chain.pem:1: error chain-out-of-order"]


def test_a_file_that_git_ignores_is_read_where_a_manifest_names_it(workspace: Workspace) -> None:
    workspace.git("init", "--quiet")
    workspace.write(".gitignore", "*.key\n")
    good = bundle.good() | {"server.key": builder.private_pem("other")}
    workspace.write_all({f"certs/{name}": data for name, data in good.items()})
    workspace.write("stray/server.crt", builder.server().pem)
    workspace.write("stray/server.key", builder.private_pem("other"))
    assert workspace.found() == ["certs/server.key:1: error key-does-not-match-certificate"]
    assert workspace.found("stray/server.key") == ["stray/server.key:1: warning key-does-not-match-certificate"]


def test_a_file_of_two_bundles_is_judged_once_for_each_profile(workspace: Workspace) -> None:
    text = '[bundle]\nprofile = "{}"\ncertificate = "server.crt"\nchain = "chain.pem"\nprivate-key = "server.key"\n'
    workspace.write("a.bundle.toml", text.format("default"))
    workspace.write("b.bundle.toml", text.format("emqx-cloud"))
    large = builder.server(key="rsa-4096", not_after=builder.NOW - timedelta(days=1))
    workspace.write("server.crt", large.pem)
    workspace.write("server.key", builder.private_pem("rsa-4096"))
    workspace.write("chain.pem", builder.intermediate().pem + builder.root().pem)
    outcome = workspace.check()
    assert [(each["rule"], each["profiles"]) for each in outcome.report["findings"]] == [
        ("cert-expired", ["default", "emqx-cloud"]),
        ("cert-key-algorithm-not-allowed", ["emqx-cloud"]),
    ]
    assert outcome.report["summary"]["bundles"] == 2


def test_one_certificate_may_serve_and_connect(workspace: Workspace) -> None:
    """As the server of one bundle its key is judged, as a client of the other it is not; dates are said once."""
    both = builder.server(key="rsa-4096", extended_key_usage=("serverAuth", "clientAuth"), issuer=builder.client_ca())
    workspace.write("both.crt", both.pem)
    workspace.write("both.key", builder.private_pem("rsa-4096"))
    workspace.write("ca.crt", builder.client_ca().pem)
    part = 'certificate = "both.crt"\nprivate-key = "both.key"\n'
    head = (
        f'[bundle]\nprofile = "emqx-cloud"\nauthentication = "two-way"\n{part}chain = "ca.crt"\nclient-ca = "ca.crt"\n'
    )
    workspace.write("a.bundle.toml", f"{head}[[bundle.client]]\n{part}")
    assert workspace.found() == ["both.crt:1: error cert-key-algorithm-not-allowed"]
    assert workspace.found(now="2028-01-01") == [
        "both.crt:1: error cert-expired",
        "both.crt:1: error cert-key-algorithm-not-allowed",
    ]


def test_fingerprints_outlive_moved_lines_and_other_times(workspace: Workspace) -> None:
    workspace.write("a.pem", EXPIRED)
    before = workspace.check("--profile", "emqx-cloud").finding("cert-expired")
    workspace.write("a.pem", b"moved down\n\n" + EXPIRED)
    after = workspace.check("--profile", "default", now="2029-01-01").finding("cert-expired")
    assert (before["line"], after["line"]) == (1, 3)
    assert before["message"] != after["message"]
    assert before["fingerprint"] == after["fingerprint"]
    workspace.write("a.pem", EXPIRED * 2)
    twins = [each["fingerprint"] for each in workspace.check("a.pem").report["findings"]]
    assert len(set(twins)) == 2
    assert twins[0] == before["fingerprint"]


# -- which files are named, and in which order, changes what is reported and never a verdict ---------------------------

#: bundles of ``examples/`` and chains without a manifest, with whatever is wrong with them
TREES = {
    **{
        path.name: {each.name: each.read_bytes() for each in path.iterdir()}
        for path in sorted((ROOT / "examples").iterdir())
        if path.is_dir()
    },
    "pairs": {
        "site.crt": builder.server().pem + builder.root().pem + builder.intermediate().pem,
        "site.key": builder.private_pem("other"),
        "chain.pem": REVERSED,
        "leaf.crt": builder.server().pem,
        "leaf.key": builder.private_pem("server"),
        "old.crt": EXPIRED,
    },
    "gap": {
        "site.pem": builder.server().pem + builder.root().pem,
        "middle.pem": builder.intermediate().pem,
        "other.pem": builder.client().pem + builder.client_ca().pem,
    },
}


def verdicts(workspace: Workspace, *arguments: str) -> set[tuple[str, ...]]:
    """Every finding with all that is said of it; which profiles asked depends on who was asked about."""
    outcome = workspace.check(*arguments)
    assert outcome.status in {0, 1}, outcome.err
    said = ("rule", "severity", "path", "line", "message", "help", "fingerprint")
    return {tuple(str(finding[name]) for name in said) for finding in outcome.report["findings"]}


@pytest.mark.parametrize("repository", [False, True])
@pytest.mark.parametrize("tree", TREES)
def test_files_one_by_one_say_together_what_the_folder_says(workspace: Workspace, tree: str, repository: bool) -> None:
    if repository:
        workspace.git("init", "--quiet")
    workspace.write_all({f"certs/{name}": data for name, data in TREES[tree].items()})
    whole = verdicts(workspace, "certs")
    alone = {name: verdicts(workspace, f"certs/{name}") for name in TREES[tree]}
    assert set().union(*alone.values()) == whole
    for name, found in alone.items():
        assert found >= {finding for finding in whole if finding[2] == f"certs/{name}"}


@pytest.mark.parametrize("tree", TREES)
def test_no_order_of_arguments_changes_a_byte(workspace: Workspace, tree: str) -> None:
    workspace.write_all({f"certs/{name}": data for name, data in TREES[tree].items()})
    names = [f"certs/{name}" for name in sorted(TREES[tree])]
    some, every = names[: len(names) // 2 + 1], [*names, "certs"]
    for arguments in (some, names, every):
        turned = [arguments[at:] + arguments[:at] for at in range(len(arguments))]
        reports = {workspace.check(*order).out for order in (*turned, *(order[::-1] for order in turned))}
        assert len(reports) == 1


@pytest.mark.parametrize("command", ["chain", "list"])
@pytest.mark.parametrize("tree", TREES)
def test_no_order_of_arguments_changes_what_is_shown(workspace: Workspace, tree: str, command: str) -> None:
    workspace.write_all({f"certs/{name}": data for name, data in TREES[tree].items()})
    names = [f"certs/{name}" for name in TREES[tree]]
    shown = {workspace.run(command, "--now", NOW, *order).out for order in (names, names[::-1], sorted(names))}
    assert len(shown) == 1


@settings(derandomize=True, deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_more_arguments_never_take_a_finding_away(workspace: Workspace, data: st.DataObject) -> None:
    tree = TREES[data.draw(st.sampled_from(sorted(TREES)))]
    for old in (workspace.path / "certs").glob("*"):
        old.unlink()
    workspace.write_all({f"certs/{name}": contents for name, contents in tree.items()})
    names = data.draw(st.permutations([f"certs/{name}" for name in tree]))
    few = names[: data.draw(st.integers(1, len(names)))]
    assert verdicts(workspace, *few) <= verdicts(workspace, *names)


@pytest.mark.parametrize("repository", [False, True])
def test_a_chain_alone_knows_both_the_leaf_beside_it_and_the_manifest_that_names_it(
    workspace: Workspace, repository: bool
) -> None:
    """What is said of the chain of a bundle is said by its profile, with the leaf as a related place."""
    if repository:
        workspace.git("init", "--quiet")
    broken = bundle.good() | {"chain.pem": builder.intermediate().pem + builder.root().pem + bundle.server().pem}
    workspace.write_all({f"certs/{name}": contents for name, contents in broken.items()})
    outcome = workspace.check("certs/chain.pem")
    finding = outcome.finding("chain-contains-leaf")
    assert finding["profiles"] == ["emqx-cloud"]
    assert {related["path"] for related in finding["related"]} >= {"certs/server.crt"}
    assert outcome.report["summary"]["bundles"] == 1
