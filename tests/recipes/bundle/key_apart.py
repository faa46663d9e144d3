"""Examples of the rule ``bundle-key-apart``, for a server that finds a key beside the certificate by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder

CONFIG = """\
[rules.bundle-key-apart]
beside = [".key"]
"""


def bad_two_files() -> Folder:
    return kit.bundle(builder.self_signed().annotated, key=kit.key("server"))


def good_one_file() -> Folder:
    both = builder.self_signed().annotated + kit.key("server")
    return {"site.bundle.toml": kit.manifest(certificate="site.pem", private_key="site.pem"), "site.pem": both}


def good_named_after_the_certificate() -> Folder:
    return {
        "site.bundle.toml": kit.manifest(certificate="site.pem", private_key="site.pem.key"),
        "site.pem": builder.self_signed().annotated,
        "site.pem.key": kit.key("server"),
    }


def good_elsewhere() -> Folder:
    return kit.bundle(builder.self_signed().annotated)
