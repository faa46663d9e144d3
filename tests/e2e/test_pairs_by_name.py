"""Certificates and keys that belong together by their names, or because they stand in one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import builder

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

LEAF = builder.server()
CA = builder.intermediate()
OWN, OTHER = builder.private_pem("server"), builder.private_pem("other")
CA_KEY = builder.private_pem("intermediate")
RULE = "key-does-not-match-certificate"


@pytest.mark.parametrize(
    ("certificate", "key"),
    [
        ("server.crt", "server.key"),
        ("server.pem", "server-key.pem"),
        ("server-cert.pem", "server-key.pem"),
        ("x.cert.pem", "x.key.pem"),
        ("server_cert.pem", "server.key"),
        ("cert.pem", "privkey.pem"),
        ("fullchain.pem", "privkey.pem"),
        ("a.b/site.crt", "a.b/site.key"),
    ],
)
def test_names_that_belong_together(workspace: Workspace, certificate: str, key: str) -> None:
    workspace.write(certificate, LEAF.pem)
    workspace.write(key, OTHER)
    assert [found for found in workspace.found() if RULE in found] == [f"{key}:1: warning {RULE}"]
    assert [found for found in workspace.found("--profile", "strict") if RULE in found] == [f"{key}:1: error {RULE}"]
    workspace.write(key, OWN)
    assert [found for found in workspace.found() if RULE in found] == []


@pytest.mark.parametrize(
    ("certificate", "key"),
    [
        ("server.crt", "client.key"),
        ("a/server.crt", "b/server.key"),
        ("x.d/ca-bundle", "x.key"),
        ("tls.crt", "key.pem"),
    ],
)
def test_names_that_do_not(workspace: Workspace, certificate: str, key: str) -> None:
    workspace.write(certificate, LEAF.pem)
    workspace.write(key, OTHER)
    assert [found for found in workspace.found() if RULE in found] == []


def test_one_of_several_keys_of_a_name_is_enough(workspace: Workspace) -> None:
    workspace.write("server.crt", LEAF.pem)
    workspace.write("server.key", OTHER)
    workspace.write("server-key.pem", OWN)
    assert [found for found in workspace.found() if RULE in found] == []


def test_one_leaf_in_two_files_of_a_name_is_one_finding(workspace: Workspace) -> None:
    workspace.write("cert.pem", LEAF.pem)
    workspace.write("fullchain.pem", LEAF.pem + CA.pem)
    workspace.write("privkey.pem", OTHER)
    assert [found for found in workspace.found() if RULE in found] == [f"privkey.pem:1: warning {RULE}"]
    workspace.write("fullchain.pem", builder.server(key="spare").pem + CA.pem)
    workspace.write("privkey.pem", OWN)
    assert [found for found in workspace.found() if RULE in found] == [f"privkey.pem:1: warning {RULE}"]


def test_several_keys_without_a_name_say_nothing(workspace: Workspace) -> None:
    workspace.write("cert.pem", LEAF.pem)
    workspace.write("key.pem", OTHER)
    workspace.write("private.key", builder.private_pem("spare"))
    assert [found for found in workspace.found() if RULE in found] == []


def test_the_key_of_a_ca_behind_the_chain_of_its_leaf(workspace: Workspace) -> None:
    workspace.write("site.pem", LEAF.pem + CA.pem + CA_KEY)
    assert [found for found in workspace.found() if RULE in found] == [f"site.pem:42: error {RULE}"]


def test_a_file_with_the_keys_of_all_its_certificates(workspace: Workspace) -> None:
    workspace.write("fixture.pem", LEAF.pem + OWN + CA.pem + CA_KEY)
    assert [found for found in workspace.found() if RULE in found] == []


def test_a_manifest_that_leaves_out_the_key_hides_nothing(workspace: Workspace) -> None:
    workspace.write("a.bundle.toml", b'[bundle]\ncertificate = "site.pem"\n')
    workspace.write("site.pem", builder.self_signed().pem + OTHER)
    assert [found for found in workspace.found() if RULE in found] == [f"site.pem:21: error {RULE}"]
