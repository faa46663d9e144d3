"""Examples of the rule ``bundle-host-not-covered``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def _hosts(hosts: str, *names: str) -> Folder:
    folder = kit.bundle(builder.self_signed(alternative_names=names).annotated)
    return folder | {"mqtt.bundle.toml": f"{folder['mqtt.bundle.toml']!s}hosts = {hosts}\n"}


def bad_another_name() -> Folder:
    return _hosts('["mqtt.example.com"]', "server.example.com")


def bad_two_labels_below_a_wildcard() -> Folder:
    return _hosts('["a.mqtt.example.com"]', "*.example.com")


def bad_address() -> Folder:
    return _hosts('["10.0.0.7"]', "mqtt.example.com", "10.0.0.8")


def good_names() -> Folder:
    return _hosts('["mqtt.example.com", "a.example.org", "10.0.0.7"]', "mqtt.example.com", "*.example.org", "10.0.0.7")
