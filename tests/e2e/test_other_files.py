"""Blocks in other text files, binary files, foreign labels: judged by their contents, and otherwise left alone."""

from __future__ import annotations

import json
import textwrap
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests import builder

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

YESTERDAY = builder.NOW - timedelta(days=1)
LEAF, CA, ROOT = builder.server(), builder.intermediate(), builder.root()
EXPIRED = builder.server(not_after=YESTERDAY).pem.decode()


def bundle_of(*certificates: builder.Certificate) -> bytes:
    return b"".join(one.pem for one in certificates)


def test_a_certificate_in_yaml_is_judged_by_its_contents(workspace: Workspace) -> None:
    head = "apiVersion: v1\nkind: ConfigMap\ndata:\n  tls.crt: |\n"
    workspace.write("tls.yaml", head + textwrap.indent(EXPIRED, "    "))
    assert workspace.found() == ["tls.yaml:5: error cert-expired"]


def test_a_chain_in_yaml_has_an_order_too(workspace: Workspace) -> None:
    text = textwrap.indent(bundle_of(CA, LEAF, ROOT).decode(), "    ")
    workspace.write("tls.yaml", f"tls:\n  chain: |\n{text}")
    assert workspace.found() == ["tls.yaml:23: error chain-out-of-order"]


def test_a_certificate_in_json_is_judged_by_its_contents(workspace: Workspace) -> None:
    workspace.write("tls.json", json.dumps({"name": "server", "certificate": EXPIRED}, indent=2))
    assert workspace.found() == ["tls.json:3: error cert-expired"]


def test_a_certificate_in_source_code_is_judged_by_its_contents(workspace: Workspace) -> None:
    lines = "".join(f'    "{line}\\n"\n' for line in EXPIRED.splitlines())
    workspace.write("tls.c", f"static const char certificate[] =\n{lines};\n")
    assert workspace.found() == ["tls.c:2: error cert-expired"]


def test_an_embedded_block_that_does_not_decode_is_silent(workspace: Workspace) -> None:
    workspace.write("README.md", "-----BEGIN CERTIFICATE-----\nMIIB… (your certificate)\n-----END CERTIFICATE-----\n")
    workspace.write("template.yaml", "tls: |\n  -----BEGIN CERTIFICATE-----\n  {{ certificate }}\n")
    assert workspace.found() == []


@pytest.mark.parametrize("damage", ["indent", "glue", "mark"])
def test_layout_is_judged_in_tls_files_only(workspace: Workspace, damage: str) -> None:
    text = bundle_of(LEAF, CA, ROOT).decode()
    damaged = {
        "indent": textwrap.indent(text, "  "),
        "glue": text.replace("-----END CERTIFICATE-----\n", "-----END CERTIFICATE-----", 1),
        "mark": f"\ufeff{text}",
    }[damage]
    workspace.write("chain.txt", damaged)
    assert workspace.found() == []
    workspace.write("chain.pem", damaged)
    assert {line.split(":")[0] for line in workspace.found()} == {"chain.pem"}


def test_labels_outside_of_tls_are_never_judged(workspace: Workspace) -> None:
    body = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU=\n"
    workspace.write("id.pem", f"-----BEGIN OPENSSH PRIVATE KEY-----\n{body}-----END OPENSSH PRIVATE KEY-----\n")
    workspace.write("mail.asc", f"-----BEGIN PGP SIGNATURE-----\n\n{body}=abcd\n-----END PGP SIGNATURE-----\n")
    workspace.write("ssh2.key", "---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n")
    assert workspace.found() == []


def test_a_presentation_is_no_key(workspace: Workspace) -> None:
    workspace.write("slides.key", b"PK\x03\x04" + bytes(200))
    assert workspace.found() == []


def test_der_is_judged_by_its_contents_and_named_only_where_the_name_says_pem(workspace: Workspace) -> None:
    expired = builder.server(not_after=YESTERDAY).der
    workspace.write("a.der", LEAF.der)
    workspace.write("b.crt", LEAF.der)
    workspace.write("c.pem", LEAF.der)
    workspace.write("d.der", expired)
    workspace.write("e.p12", builder.pkcs12(LEAF, key="server"))
    workspace.write("f.jks", builder.jks(ROOT))
    assert workspace.found() == ["c.pem:1: warning pem-not-pem-encoded", "d.der:1: error cert-expired"]


def test_requests_lists_and_public_keys_are_silent(workspace: Workspace) -> None:
    workspace.write("server.csr", builder.block("CERTIFICATE REQUEST", builder.request()))
    workspace.write("ca.crl", builder.block("X509 CRL", builder.revocation_list(issuer=CA)))
    workspace.write("server.pub.pem", builder.public_pem("server"))
    assert workspace.found() == []
