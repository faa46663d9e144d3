"""Examples of the rule ``cert-signature-algorithm-mismatch``."""

from __future__ import annotations

from tests import builder


def bad_other_algorithm() -> bytes:
    return builder.server(outer_algorithm=builder.keys.algorithm("server", digest="sha384")).annotated


def good_same_algorithm() -> bytes:
    return builder.server(digest="sha384").annotated
