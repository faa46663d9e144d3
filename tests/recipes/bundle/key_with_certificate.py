"""Examples of the rule ``bundle-key-with-certificate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_one_file() -> Folder:
    both = builder.self_signed().annotated + kit.key("server")
    return {"site.bundle.toml": kit.manifest(certificate="site.pem", private_key="site.pem"), "site.pem": both}


def good_two_files() -> Folder:
    return kit.bundle(builder.self_signed().annotated, key=kit.key("server"))
