"""Examples of the rule ``cert-signature-hash-weak``."""

from __future__ import annotations

from tests import builder


def bad_sha1() -> bytes:
    return builder.server(digest="sha1").annotated


def bad_md5() -> bytes:
    return builder.intermediate(digest="md5").annotated


def good_sha256() -> bytes:
    return builder.server().annotated


def good_root() -> bytes:
    return builder.root(digest="sha1").annotated
