"""Without a manifest roles follow from contents, and the default profile does not cry wolf."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests import builder

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

YESTERDAY = builder.NOW - timedelta(days=1)
LEAF, CA, ROOT = builder.server(), builder.intermediate(), builder.root()


def stranger(**odd: object) -> builder.Certificate:
    name = (("O", "Elsewhere"), ("CN", "Another Root CA"))
    return builder.root(subject=name, key="spare", **odd)  # type: ignore[arg-type]


def bundle_of(*certificates: builder.Certificate) -> bytes:
    return b"".join(one.pem for one in certificates)


# -- one file with a leaf and CAs ------------------------------------------------------------------------------------


def test_a_full_chain_in_order_is_silent(workspace: Workspace) -> None:
    workspace.write("site.pem", bundle_of(LEAF, CA, ROOT))
    assert workspace.found() == []


def test_a_leaf_after_its_ca_is_an_error(workspace: Workspace) -> None:
    workspace.write("site.pem", bundle_of(CA, LEAF, ROOT))
    assert workspace.found() == ["site.pem:21: error chain-out-of-order"]
    message = workspace.check().finding("chain-out-of-order")["message"]
    assert message == "block 2 is the leaf certificate 'CN=server.example.com'; it must be first"


def test_a_gap_in_a_served_chain_is_an_error(workspace: Workspace) -> None:
    workspace.write("site.pem", bundle_of(LEAF, ROOT))
    assert workspace.found() == ["site.pem:1: error chain-issuer-missing"]


def test_the_missing_ca_is_found_in_the_tree(workspace: Workspace) -> None:
    workspace.write("site.pem", bundle_of(LEAF, ROOT))
    workspace.write("ca/issuing.crt", CA.annotated)
    finding = workspace.check().finding("chain-issuer-missing")
    assert "'CN=Example Intermediate CA'" in finding["message"]
    assert "it is in ca/issuing.crt:5" in finding["message"]
    assert [(each["path"], each["line"]) for each in finding["related"]] == [("ca/issuing.crt", 5)]


def test_a_top_that_nobody_knows_is_a_note(workspace: Workspace) -> None:
    workspace.write("site.pem", bundle_of(LEAF, CA))
    assert workspace.found() == ["site.pem:22: note chain-root-unknown"]


def test_a_top_that_the_tree_knows_is_none(workspace: Workspace) -> None:
    workspace.write("site.pem", bundle_of(LEAF, CA))
    workspace.write("trusted/root.pem", ROOT.pem)
    assert workspace.found() == []


def test_surplus_in_a_served_chain_is_a_warning(workspace: Workspace) -> None:
    workspace.write("twice.pem", bundle_of(LEAF, CA, CA, ROOT))
    workspace.write("unrelated.pem", bundle_of(LEAF, CA, ROOT, stranger()))
    assert workspace.found() == [
        "twice.pem:42: warning chain-duplicate-certificate",
        "unrelated.pem:61: warning chain-unrelated-certificate",
    ]


def test_a_damaged_signature_in_a_served_chain_is_an_error(workspace: Workspace) -> None:
    workspace.write("site.pem", bundle_of(builder.server(broken_signature=True), CA, ROOT))
    assert workspace.found() == ["site.pem:1: error chain-signature-invalid"]


def test_a_certificate_in_front_of_its_chain_and_its_key(workspace: Workspace) -> None:
    workspace.write("haproxy.pem", bundle_of(LEAF, CA, ROOT) + builder.private_pem("server"))
    workspace.write("postfix.pem", builder.private_pem("server") + bundle_of(LEAF, CA, ROOT))
    assert workspace.found() == []


# -- files of CAs alone, leaves alone, collections -------------------------------------------------------------------


def test_a_trust_bundle_of_unrelated_roots_has_no_order(workspace: Workspace) -> None:
    roots = (stranger(), ROOT, builder.client_ca())
    workspace.write("ca-bundle.crt", bundle_of(*roots))
    workspace.write("reversed.crt", bundle_of(*reversed(roots)))
    workspace.write("server.crt", LEAF.pem)
    assert workspace.found() == []


def test_expired_members_of_a_trust_bundle_are_notes(workspace: Workspace) -> None:
    workspace.write("ca-bundle.crt", bundle_of(stranger(not_after=YESTERDAY), ROOT, builder.client_ca()))
    assert workspace.found() == ["ca-bundle.crt:1: note cert-expired"]


def test_a_root_that_expired_is_an_error_alone(workspace: Workspace) -> None:
    workspace.write("root.crt", stranger(not_after=YESTERDAY).pem)
    assert workspace.found() == ["root.crt:1: error cert-expired"]


@pytest.mark.parametrize("one", [LEAF, CA, ROOT, builder.client(), builder.self_signed(), builder.client_ca()])
def test_one_certificate_alone_is_silent(workspace: Workspace, one: builder.Certificate) -> None:
    workspace.write("one.crt", one.pem)
    assert workspace.found() == []


def test_a_leaf_beside_its_ca_is_silent(workspace: Workspace) -> None:
    workspace.write("server.crt", LEAF.pem)
    workspace.write("ca.crt", CA.pem)
    assert workspace.found() == []


def test_a_chain_of_cas_in_the_wrong_order_beside_its_leaf_is_a_warning(workspace: Workspace) -> None:
    workspace.write("server.crt", LEAF.pem)
    workspace.write("chain.pem", bundle_of(ROOT, CA))
    assert workspace.found() == ["chain.pem:1: warning chain-out-of-order"]


def test_a_chain_of_cas_in_order_beside_its_leaf_is_silent(workspace: Workspace) -> None:
    workspace.write("server.crt", LEAF.pem)
    workspace.write("chain.pem", bundle_of(CA, ROOT))
    assert workspace.found() == []


@pytest.mark.parametrize("leaf", ["elsewhere/server.crt", ""])
def test_a_file_of_cas_without_a_leaf_beside_it_may_be_a_trust_bundle(workspace: Workspace, leaf: str) -> None:
    workspace.write("certs/chain.pem", bundle_of(ROOT, CA))
    if leaf:
        workspace.write(leaf, LEAF.pem)
    assert workspace.found() == []


def test_a_file_of_cas_beside_the_leaf_of_another_ca_is_silent(workspace: Workspace) -> None:
    other = builder.intermediate(subject="Other CA", key="intermediate2", issuer=stranger())
    workspace.write("server.crt", builder.server(issuer=other).pem)
    workspace.write("chain.pem", bundle_of(ROOT, CA))
    assert workspace.found() == []


def test_a_name_is_no_proof(workspace: Workspace) -> None:
    """The leaf names a CA that the file holds, and that CA's key did not sign it: the file is no chain of this leaf."""
    workspace.write("server.crt", builder.server(signer="other").pem)
    workspace.write("chain.pem", bundle_of(ROOT, CA))
    assert workspace.found() == []


def test_a_collection_of_leaves_has_no_order(workspace: Workspace) -> None:
    others = (builder.server(subject=f"{name}.example.com") for name in "ab")
    workspace.write("pinned.pem", bundle_of(*others, CA, LEAF))
    assert workspace.found() == []


# -- keys and their certificates -------------------------------------------------------------------------------------


def test_key_and_certificate_of_one_file_must_match(workspace: Workspace) -> None:
    workspace.write("server.pem", LEAF.pem + builder.private_pem("other"))
    assert workspace.found() == ["server.pem:22: error key-does-not-match-certificate"]


def test_key_and_certificate_of_one_stem_should_match(workspace: Workspace) -> None:
    workspace.write("server.crt", LEAF.pem)
    workspace.write("server.key", builder.private_pem("other"))
    assert workspace.found() == ["server.key:1: warning key-does-not-match-certificate"]


def test_the_right_key_is_named(workspace: Workspace) -> None:
    workspace.write("server.crt", LEAF.pem)
    workspace.write("server.key", builder.private_pem("other"))
    workspace.write("backup/old.key", builder.private_pem("server"))
    finding = workspace.check().finding("key-does-not-match-certificate")
    assert "backup/old.key:1" in finding["message"]


@pytest.mark.parametrize("form", ["pkcs8", "traditional"])
def test_pairs_that_match_are_silent(workspace: Workspace, form: str) -> None:
    workspace.write("server.crt", LEAF.pem)
    workspace.write("server.key", builder.private_pem("server", form=form))
    workspace.write("both.pem", LEAF.pem + builder.private_pem("server", form=form))
    assert workspace.found() == []


def test_keys_of_other_names_are_nobodys_business(workspace: Workspace) -> None:
    workspace.write("server.crt", LEAF.pem)
    workspace.write("signing.key", builder.private_pem("other"))
    workspace.write("elsewhere/server.key", builder.private_pem("other"))
    assert workspace.found() == []


@pytest.mark.parametrize("form", ["encrypted", "legacy"])
def test_an_encrypted_key_is_silent_by_default(workspace: Workspace, form: str) -> None:
    workspace.write("server.crt", LEAF.pem)
    workspace.write("server.key", builder.private_pem("server", form=form))
    assert workspace.found() == []


# -- what a certificate is for ---------------------------------------------------------------------------------------


def test_server_rules_are_milder_where_the_role_is_unknown(workspace: Workspace) -> None:
    workspace.write("server.crt", builder.server(subject="mqtt", alternative_names=None).pem)
    workspace.write("unknown.crt", builder.certificate(subject="mqtt", issuer=CA, version=1, ca=None).pem)
    assert workspace.found() == [
        "server.crt:1: warning cert-name-missing",
        "unknown.crt:1: note cert-name-missing",
        "unknown.crt:1: warning cert-version-not-3",
    ]
    assert workspace.found("--profile", "emqx-cloud") == [
        "server.crt:1: error cert-name-missing",
        "unknown.crt:1: warning cert-name-missing",
        "unknown.crt:1: warning cert-version-not-3",
    ]


def test_key_algorithms_are_judged_by_role(workspace: Workspace) -> None:
    workspace.write("server.crt", builder.server(key="rsa-4096").pem)
    workspace.write("unknown.crt", builder.certificate(key="rsa-4096", issuer=CA).pem)
    workspace.write("client.crt", builder.client(key="rsa-4096").pem)
    workspace.write("ca.crt", builder.root(key="rsa-4096").pem)
    assert workspace.found() == []
    assert workspace.found("--profile", "emqx-cloud") == [
        "server.crt:1: error cert-key-algorithm-not-allowed",
        "unknown.crt:1: warning cert-key-algorithm-not-allowed",
    ]


@pytest.mark.parametrize("purpose", ["clientAuth", "codeSigning", "emailProtection", "OCSPSigning"])
def test_other_certificates_need_no_host_name(workspace: Workspace, purpose: str) -> None:
    workspace.write("other.crt", builder.client(extended_key_usage=(purpose,)).pem)
    assert workspace.found() == []


def test_a_version_1_root_is_a_note(workspace: Workspace) -> None:
    workspace.write("root.crt", builder.root(version=1).pem)
    assert workspace.found() == ["root.crt:1: note cert-version-not-3"]


def test_a_damaged_root_is_an_error_alone_and_a_note_in_a_trust_bundle(workspace: Workspace) -> None:
    damaged = stranger(broken_signature=True)
    workspace.write("ca-bundle.crt", bundle_of(ROOT, damaged, builder.client_ca()))
    workspace.write("root.crt", damaged.pem)
    assert workspace.found() == [
        "ca-bundle.crt:20: note cert-self-signature-invalid",
        "root.crt:1: error cert-self-signature-invalid",
    ]
