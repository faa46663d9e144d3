"""Examples of the rule ``chain-extended-key-usage-not-permitted``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_ca_for_mail() -> bytes:
    middle = builder.intermediate(extended_key_usage=("emailProtection",))
    return builder.server(issuer=middle).annotated + middle.annotated


def bad_ca_for_clients() -> Folder:
    middle = builder.intermediate(extended_key_usage=("clientAuth",))
    return kit.bundle(builder.server(issuer=middle).annotated, middle.annotated, roots=builder.root().annotated)


def good_ca_for_servers() -> bytes:
    middle = builder.intermediate(extended_key_usage=("serverAuth", "clientAuth"))
    return builder.server(issuer=middle).annotated + middle.annotated


def bad_ca_for_any_purpose() -> bytes:
    middle = builder.intermediate(extended_key_usage=("any",))
    return builder.server(issuer=middle).annotated + middle.annotated


def good_ca_for_any_purpose_and_for_servers() -> bytes:
    middle = builder.intermediate(extended_key_usage=("any", "serverAuth"))
    return builder.server(issuer=middle).annotated + middle.annotated


def good_client_below_a_ca_for_clients() -> bytes:
    middle = builder.intermediate(extended_key_usage=("clientAuth",))
    return builder.client(issuer=middle).annotated + middle.annotated
