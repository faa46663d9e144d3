"""Examples of the rule ``cert-unique-identifier``."""

from __future__ import annotations

from tests import builder


def bad_subject() -> bytes:
    # the identifier stands between the public key and the extensions
    identifier = builder.der.implicit(2, bytes(2))
    return builder.server(public_key=builder.keys.spki("server") + identifier).annotated


def good_server() -> bytes:
    return builder.server().annotated
