"""A hook names the files of a commit; what stands beside them, and the manifests that name them, is context."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests import builder
from tests.e2e.defects import bundle

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
