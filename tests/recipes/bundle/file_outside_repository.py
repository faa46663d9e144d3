"""Examples of the rule ``bundle-file-outside-repository``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def bad_folder_above() -> Folder:
    return {"mqtt.bundle.toml": kit.manifest(certificate="../../../server.crt", private_key=kit.pinned("server"))}


def bad_absolute() -> Folder:
    return {"mqtt.bundle.toml": kit.manifest(certificate="/etc/ssl/server.crt", private_key=kit.pinned("server"))}


def good_folder_below() -> Folder:
    declared = kit.manifest(certificate="certs/server.crt", private_key=kit.pinned("server"))
    return {"mqtt.bundle.toml": declared, "certs/server.crt": builder.self_signed().annotated}
