"""The bundles in ``examples/``: a good one, and the ways in which they go wrong. Written by docs/generate.py."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePosixPath as Path

from tests import builder

MANIFEST = """\
# {about}
[bundle]
name           = "{name}"
profile        = "emqx-cloud"
authentication = "{authentication}"
certificate    = "server.crt"
{chain}private-key    = "server.key"
{client_ca}roots          = "root.crt"
hosts          = ["mqtt.example.com", "10.0.0.7"]
"""
CLIENT = """
[[bundle.client]]
certificate = "device.crt"
private-key = "device.key"
"""


def examples() -> dict[str, bytes]:
    """Every file below ``examples/`` by its path."""
    files: dict[str, bytes] = {"README.md": _readme()}
    for name, (about, contents) in _bundles().items():
        two_way = "client-ca.crt" in contents
        manifest = MANIFEST.format(
            about=about,
            name=name,
            authentication="two-way" if two_way else "one-way",
            chain='chain          = "chain.pem"\n' if "chain.pem" in contents else "",
            client_ca='client-ca      = "client-ca.crt"\n' if two_way else "",
        )
        for path, data in contents.items():
            files[str(Path(name, path))] = data
        files[str(Path(name, f"{name}.bundle.toml"))] = (manifest + (CLIENT if two_way else "")).encode()
    return files


def _bundles() -> dict[str, tuple[str, dict[str, bytes]]]:
    """Name → what it shows, and its files apart from the manifest."""
    root = builder.root(subject="Example Root CA")
    middle = builder.intermediate(subject="Example Device CA", issuer=root)
    names = ("mqtt.example.com", "10.0.0.7")
    server = builder.server(subject="mqtt.example.com", issuer=middle, alternative_names=names)
    client_ca = builder.client_ca(subject="Example Client CA")
    device = builder.client(subject="device-42", issuer=client_ca)
    soon = builder.server(
        subject="mqtt.example.com",
        issuer=middle,
        alternative_names=names,
        not_before=datetime(2025, 5, 1, tzinfo=UTC),
        not_after=datetime(2026, 5, 1, tzinfo=UTC),
    )
    large = builder.server(subject="mqtt.example.com", issuer=middle, alternative_names=names, key="rsa-4096")
    good = {
        "server.crt": server.annotated,
        "chain.pem": middle.annotated + root.annotated,
        "server.key": builder.private_pem("server"),
        "root.crt": root.annotated,
    }
    return {
        "good": (
            "nothing to report: two-way authentication, every part in place",
            {
                **good,
                "client-ca.crt": client_ca.annotated,
                "device.crt": device.annotated,
                "device.key": builder.private_pem("client"),
            },
        ),
        "wrong-order": (
            "the root stands before the intermediate, and the leaf was copied into the chain",
            {**good, "chain.pem": root.annotated + middle.annotated + server.annotated},
        ),
        "no-chain": (
            "signed by an intermediate CA, and no chain is declared",
            {name: data for name, data in good.items() if name != "chain.pem"},
        ),
        "everything-in-one-file": (
            "bought as one file: leaf, intermediate and root, as the common problems of the platform's page describe",
            {
                **{name: data for name, data in good.items() if name != "chain.pem"},
                "server.crt": server.annotated + middle.annotated + root.annotated,
            },
        ),
        "other-key": (
            "the private key belongs to another certificate",
            {**good, "server.key": builder.private_pem("other")},
        ),
        "expired": (
            "the certificate ran out a month before the examples are judged",
            {**good, "server.crt": soon.annotated},
        ),
        "key-too-large": (
            "an RSA key of 4096 bits, which the platform does not take",
            {**good, "server.crt": large.annotated, "server.key": builder.private_pem("rsa-4096")},
        ),
        "glued": (
            "a missing line end between the two certificates of the chain: OpenSSL reads neither",
            {**good, "chain.pem": middle.pem.rstrip(b"\n") + root.pem},
        ),
    }


def _readme() -> bytes:
    lines = [
        "# Examples",
        "",
        "Bundles for a cloud MQTT broker: a good one, and the ways in which they go wrong. `make check` judges them as",
        "of 2026-06-01; every key in here is published and protects nothing.",
        "",
        "| folder | what it shows |",
        "|---|---|",
        *(f"| [{name}]({name}) | {about} |" for name, (about, _) in _bundles().items()),
        "",
    ]
    return "\n".join(lines).encode()
