"""Examples of the rule ``bundle-too-large``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder

CONFIG = """\
[rules.bundle-too-large]
max-certificate = 2000
max-chain = 2500
max-full-chain = 4000
max-key = 2000
max-client-ca = 2500
max-client-ca-each = 1500
max-total = 8000
max-packed = 4200
"""


def bad_key() -> Folder:
    return kit.bundle(builder.self_signed(key="rsa-4096").annotated, key=kit.key("rsa-4096")) | {
        "mqtt.bundle.toml": kit.manifest(certificate="server.crt", private_key="server.key")
    }


def bad_certificate_with_many_names() -> Folder:
    names = ("server.example.com", *(f"host-{number}.internal.example.com" for number in range(30)))
    return kit.bundle(builder.self_signed(alternative_names=names).annotated)


def bad_chain() -> Folder:
    upper = builder.intermediate(subject="Upper CA", key="spare", path_length=1)
    return kit.bundle(
        builder.server(issuer=builder.intermediate(issuer=upper)).annotated,
        builder.intermediate(issuer=upper).annotated + upper.annotated + builder.root().annotated,
    )


def good_small_enough() -> Folder:
    return kit.bundle(
        builder.server().annotated,
        builder.intermediate().annotated,
        roots=builder.root().annotated,
        key=kit.key("server"),
    )
