"""Examples of the rule ``cert-name-multivalued``."""

from __future__ import annotations

from tests import builder

_PARTS = (
    builder.der.sequence(builder.der.oid("2.5.4.3"), builder.der.utf8("server.example.com")),
    builder.der.sequence(builder.der.oid("2.5.4.10"), builder.der.utf8("Example")),
)


def bad_two_in_one() -> bytes:
    return builder.server(subject=builder.der.sequence(builder.der.set_of(*_PARTS))).annotated


def good_one_after_the_other() -> bytes:
    return builder.server(subject=builder.der.sequence(*map(builder.der.set_of, _PARTS))).annotated
