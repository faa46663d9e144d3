"""Examples of the rule ``csr-name-invalid``."""

from __future__ import annotations

from tests import builder
from tests.recipes import kit


def bad_url() -> bytes:
    return kit.request("asks for a URL", alternative_names=("https://server.example.com",))


def bad_address_as_a_name() -> bytes:
    name = builder.der.implicit(2, b"192.0.2.7")
    return kit.request("asks for an address as a name", alternative_names=("server.example.com", name))


def good_name_and_address() -> bytes:
    return kit.request("asks for a name and an address", alternative_names=("server.example.com", "192.0.2.7"))


def good_wildcard() -> bytes:
    return kit.request("asks for a wildcard", alternative_names=("*.example.com",))
