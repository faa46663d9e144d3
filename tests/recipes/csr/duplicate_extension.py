"""Examples of the rule ``csr-duplicate-extension``."""

from __future__ import annotations

from tests import builder
from tests.recipes import kit


def bad_two_lists_of_names() -> bytes:
    more = builder.names.subject_alternative_names(("www.example.com",))
    return kit.request("asks for subjectAltName twice", extensions=(more,))


def good_each_once() -> bytes:
    usage = builder.names.key_usage(("digitalSignature",))
    return kit.request("asks for two extensions", extensions=(usage,))
