"""Examples of the rule ``bundle-file-missing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_no_such_file() -> Folder:
    folder = kit.bundle(builder.server().annotated, builder.intermediate().annotated, roots=builder.root().annotated)
    del folder["chain.pem"]
    return folder


def bad_a_folder() -> Folder:
    declared = kit.manifest(certificate="certs", private_key=kit.pinned("server"))
    return {"mqtt.bundle.toml": declared, "certs/server.crt": builder.self_signed().annotated}


def good_all_there() -> Folder:
    return kit.bundle(builder.self_signed().annotated, key=kit.key("server"))


def good_key_elsewhere() -> Folder:
    return kit.bundle(builder.self_signed().annotated)
