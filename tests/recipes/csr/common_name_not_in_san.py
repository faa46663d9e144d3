"""Examples of the rule ``csr-common-name-not-in-san``."""

from __future__ import annotations

from tests.recipes import kit


def bad_another_name() -> bytes:
    return kit.request("asks for another name", alternative_names=("www.example.com",))


def good_among_them() -> bytes:
    return kit.request("asks for both", alternative_names=("www.example.com", "server.example.com"))


def good_letter_case() -> bytes:
    return kit.request("asks for it in other letters", alternative_names=("Server.Example.com",))
