"""Examples of the rule ``key-shared-by-certificates``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests import builder
from tests.recipes import kit

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


def _server(name: str, *, not_before: datetime = builder.LEAF_FROM) -> bytes:
    return builder.server(subject=name, alternative_names=(name,), not_before=not_before).annotated


def bad_two_servers() -> Folder:
    return {
        "mqtt.crt": _server("mqtt.example.com"),
        "web.crt": _server("www.example.com"),
        "both.key": kit.key("server"),
    }


def bad_key_elsewhere() -> Folder:
    return {"mqtt.crt": _server("mqtt.example.com"), "web.crt": _server("www.example.com")}


def good_renewal() -> Folder:
    renewed = _server("mqtt.example.com", not_before=datetime(2026, 5, 1, tzinfo=UTC))
    return {"mqtt.crt": _server("mqtt.example.com"), "new/mqtt.crt": renewed, "mqtt.key": kit.key("server")}


def good_same_names() -> Folder:
    names = ("mqtt.example.com", "www.example.com")
    return {
        "one.crt": builder.server(subject="mqtt.example.com", alternative_names=names).annotated,
        "two.crt": builder.server(subject="www.example.com", alternative_names=names[::-1]).annotated,
    }


def good_cross_signed() -> Folder:
    return {
        "a.crt": builder.intermediate().annotated,
        "b.crt": builder.cross_signed(builder.intermediate()).annotated,
    }


def good_two_keys() -> Folder:
    other = builder.server(subject="www.example.com", key="other").annotated
    return {"mqtt.crt": _server("mqtt.example.com"), "web.crt": other}
