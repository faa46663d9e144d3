"""What recipes share: blocks with decoded text above them, and manifests."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from tests import builder
from tests.builder import keys

__all__ = ["Folder", "block", "bundle", "crl", "key", "manifest", "pinned", "request", "two_way"]

#: an example of several files
Folder = dict[str, bytes | str]


def key(name: str, *, form: str = "pkcs8") -> bytes:
    """A private key with its decoded text; ``form`` as for ``builder.private_pem``."""
    return f"Private key: {keys.describe(name)}\n".encode() + builder.private_pem(name, form=form)


def block(label: str, content: bytes, text: str) -> bytes:
    """Any block, with a line of text that says what it holds."""
    return builder.block(label, content, text=f"{text}\n")


def crl(text: str, **odd: Any) -> bytes:
    """A revocation list of the example CA, sound unless ``odd`` says otherwise, with a line that says what it is."""
    issuer = builder.root()
    identified = (builder.names.authority_key_identifier(keys.key_identifier(issuer.key)),)
    made = builder.revocation_list(**{"issuer": issuer, "extensions": identified} | odd)
    return block("X509 CRL", made, f"Revocation list of CN=Example Root CA: {text}")


def request(text: str, **odd: Any) -> bytes:
    """A certification request for server.example.com, sound unless ``odd`` says otherwise, with a line about it."""
    return block("CERTIFICATE REQUEST", builder.request(**odd), f"Certificate request: {text}")


def manifest(**entries: str) -> str:
    """A manifest with one bundle; ``_`` in a key stands for ``-``, values that are not strings come as TOML in ``!``.

    ``manifest(certificate="server.crt", hosts='!["mqtt.example.com"]')``
    """
    lines = ["[bundle]"]
    for name, value in ({"name": "example"} | entries).items():
        written = value[1:] if value.startswith("!") else f'"{value}"'
        lines.append(f"{name.replace('_', '-')} = {written}")
    return "\n".join([*lines, ""])


def bundle(
    certificate: bytes, chain: bytes | None = None, *, roots: bytes | None = None, key: bytes | None = None
) -> Folder:
    """A one-way bundle with the key ``server`` (pinned, or ``key`` as a file); ``roots`` is what clients trust."""
    files: Folder = {"server.crt": certificate}
    entries = {"certificate": "server.crt", "private_key": pinned("server")}
    if chain is not None:
        files["chain.pem"] = chain
        entries["chain"] = "chain.pem"
    if roots is not None:
        files["roots.pem"] = roots
        entries["roots"] = "roots.pem"
    if key is not None:
        files["server.key"] = key
        entries["private_key"] = "server.key"
    return {"mqtt.bundle.toml": manifest(**entries)} | files


def two_way(authority: bytes, client: bytes) -> Folder:
    """A two-way bundle of a self-signed server, with a client CA and one client."""
    declared = manifest(
        authentication="two-way", certificate="server.crt", private_key=pinned("server"), client_ca="client-ca.crt"
    )
    return {
        "mqtt.bundle.toml": f'{declared}\n[[bundle.client]]\ncertificate = "client.crt"\n',
        "server.crt": builder.self_signed().annotated,
        "client-ca.crt": authority,
        "client.crt": client,
    }


def pinned(name: str) -> str:
    """The value of ``private-key`` for a key that lives elsewhere."""
    return f'!{{ spki-sha256 = "{sha256(keys.spki(name)).hexdigest()}" }}'
