"""Examples of the rule ``pem-file-not-read``: what stands in place of the files is in ``INSTEAD``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder

if TYPE_CHECKING:
    from tests.recipes.kit import Folder

INSTEAD = {
    "bad_device": {"server.pem": "-> /dev/null"},
    "bad_link_in_a_circle": {"server.pem": "-> server.pem"},
    "bad_link_out_of_the_tree": {"server.pem": "-> /etc/passwd"},
    "bad_link_to_nothing": {"server.pem": "-> nothing.pem"},
    "bad_pipe": {"server.pem": "pipe"},
    "bad_too_large": {"server.pem": "hole"},
    "good_link_inside": {"again.pem": "-> server.pem"},
    "good_other_pipe": {"control": "pipe"},
}


def _server() -> Folder:
    return {"server.pem": builder.self_signed().annotated}


def bad_device() -> Folder:
    return _server()


def bad_link_in_a_circle() -> Folder:
    return _server()


def bad_link_out_of_the_tree() -> Folder:
    return _server()


def bad_link_to_nothing() -> Folder:
    return _server()


def bad_pipe() -> Folder:
    return _server()


def bad_too_large() -> Folder:
    return _server()


def good_link_inside() -> Folder:
    return _server() | {"again.pem": builder.self_signed().annotated}


def good_other_pipe() -> Folder:
    return _server() | {"control": "not a TLS file by its name\n"}
