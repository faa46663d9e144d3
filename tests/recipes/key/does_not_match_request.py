"""Examples of the rule ``key-does-not-match-request``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def _request(key: str) -> bytes:
    text = f"Certificate request for server.example.com, key '{key}'"
    return kit.block("CERTIFICATE REQUEST", builder.request(key=key), text)


def bad_same_stem() -> Folder:
    return {"server.csr": _request("server"), "server.key": kit.key("other")}


def bad_same_file() -> bytes:
    return _request("server") + kit.key("other")


def bad_made_for_the_next_key() -> Folder:
    return {
        "server.crt": builder.self_signed().annotated,
        "server.csr": _request("spare"),
        "server.key": kit.key("server"),
        "next/spare.key": kit.key("spare"),
    }


def good_same_stem() -> Folder:
    return {"server.csr": _request("server"), "server.key": kit.key("server")}


def good_same_file() -> bytes:
    return kit.key("server") + _request("server")


def good_elsewhere() -> Folder:
    return {"a/server.csr": _request("server"), "b/server.key": kit.key("other")}


def good_encrypted() -> Folder:
    return {"server.csr": _request("server"), "server.key": kit.key("other", form="encrypted")}
