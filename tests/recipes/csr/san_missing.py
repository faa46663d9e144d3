"""Examples of the rule ``csr-san-missing``."""

from __future__ import annotations

from tests.recipes import kit


def bad_host_in_the_common_name() -> bytes:
    return kit.request("no alternative names", alternative_names=None)


def bad_wildcard_in_the_common_name() -> bytes:
    return kit.request("no alternative names", subject="*.example.com", alternative_names=None)


def good_asked_for() -> bytes:
    return kit.request("asks for server.example.com")


def good_a_person() -> bytes:
    return kit.request("for a client", subject="device 7", alternative_names=None)
