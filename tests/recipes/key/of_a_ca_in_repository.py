"""Examples of the rule ``key-of-a-ca-in-repository``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder

#: what Git tracks
TRACKED = {"bad_root", "bad_intermediate", "good_encrypted", "good_certificate_alone"}


def bad_root() -> Folder:
    return {"ca/root.crt": builder.root().annotated, "ca/root.key": kit.key("root")}


def bad_intermediate() -> Folder:
    return {
        "chain.pem": builder.intermediate().annotated,
        "backup/everything.txt": kit.key("intermediate", form="traditional"),
    }


def good_untracked() -> Folder:
    return {"ca/root.crt": builder.root().annotated, "ca/root.key": kit.key("root")}


def good_encrypted() -> Folder:
    return {"ca/root.crt": builder.root().annotated, "ca/root.key": kit.key("root", form="encrypted")}


def good_certificate_alone() -> Folder:
    return {"ca/root.crt": builder.root().annotated}
