"""Blocks in other files are fields of something: only what stands together is a chain, or a certificate and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import builder

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

LEAF = builder.server()
CA = builder.intermediate()
ROOT = builder.root()


def indented(*blocks: bytes) -> str:
    return "".join(f"    {line}\n" for block in blocks for line in block.decode().splitlines())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("secret.yaml", f"stringData:\n  ca.crt: |\n{indented(CA.pem)}  tls.crt: |\n{indented(LEAF.pem)}"),
        ("client.ovpn", f"<ca>\n{CA.pem.decode()}</ca>\n<cert>\n{LEAF.pem.decode()}</cert>\n"),
        ("page.md", f"The root:\n\n{ROOT.pem.decode()}\nThe leaf:\n\n{LEAF.pem.decode()}"),
        (
            "keys.go",
            f"const cert = `{LEAF.pem.decode()}`\n\nconst other = `{builder.private_pem('other').decode()}`\n",
        ),
    ],
)
def test_separate_fields_are_no_chain_and_no_pair(workspace: Workspace, name: str, text: str) -> None:
    workspace.write(name, text.encode())
    assert workspace.check().of("error") == []
    assert workspace.check().of("warning") == []


def test_one_field_is_a_chain(workspace: Workspace) -> None:
    workspace.write("secret.yaml", f"stringData:\n  tls.crt: |\n{indented(CA.pem, LEAF.pem)}".encode())
    assert [found.rule for found in workspace.check().of("error")] == ["chain-out-of-order"]


def test_one_text_with_escaped_line_ends_is_a_chain(workspace: Workspace) -> None:
    both = (CA.pem + LEAF.pem).decode().replace("\n", "\\n")
    workspace.write("values.json", f'{{"chain": "{both}"}}'.encode())
    assert [found.rule for found in workspace.check().of("error")] == ["chain-out-of-order"]


def test_a_certificate_and_a_key_in_one_field(workspace: Workspace) -> None:
    workspace.write("values.yaml", f"pem: |\n{indented(LEAF.pem, builder.private_pem('other'))}".encode())
    assert [found.rule for found in workspace.check().of("error")] == ["key-does-not-match-certificate"]


def test_each_secret_of_a_file_has_its_own_pair(workspace: Workspace) -> None:
    one = indented(LEAF.pem, builder.private_pem("server"))
    two = indented(builder.server(key="other").pem, builder.private_pem("spare"))
    workspace.write("secrets.yaml", f"a: |\n{one}---\nb: |\n{two}".encode())
    (found,) = workspace.check().of("error")
    assert found.rule == "key-does-not-match-certificate"
    assert found.line > len(one.splitlines())
